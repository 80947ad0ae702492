console.log("Hello from AssetMapper");
