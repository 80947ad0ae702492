import sys

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route


async def index(request):
    return PlainTextResponse(f"Hello from uv on Python {sys.version_info.major}.{sys.version_info.minor}")


app = Starlette(routes=[Route("/", index)])
