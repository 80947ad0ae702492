from sanic import Sanic
from sanic.response import text

app = Sanic("greeter")


@app.get("/")
async def index(request):
    return text("Hello from Sanic")


if __name__ == "__main__":
    app.run(port=8000, dev=True)
