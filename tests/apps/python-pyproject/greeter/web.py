from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def index(request):
    return PlainTextResponse("Hello from Starlette in a project without a lock")


app = Starlette(routes=[Route("/", index)])


def main():
    import uvicorn

    uvicorn.run(app, port=8000)
