from quart import Quart

app = Quart(__name__)


@app.get("/healthz")
async def healthz():
    return "well"


@app.get("/")
async def index():
    return "Hello from Pipenv"
