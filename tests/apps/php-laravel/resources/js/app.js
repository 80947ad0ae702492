console.log("Hello from Vite");
