from litestar import Litestar, get


@get("/")
async def index() -> str:
    return "Hello from Litestar"


@get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}


application = Litestar([index, health])
