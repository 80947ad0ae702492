console.log("Hello from esbuild");
