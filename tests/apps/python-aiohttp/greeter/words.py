GREETING = "Hello from aiohttp"
