console.log(`Hello from Node ${process.version}`);
