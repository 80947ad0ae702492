document.title = "Hello from Phoenix";
