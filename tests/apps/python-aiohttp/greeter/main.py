import os

from aiohttp import web

from .words import GREETING

routes = web.RouteTableDef()


@routes.get("/")
async def index(request):
    return web.Response(text=GREETING)


app = web.Application()
app.add_routes(routes)

if __name__ == "__main__":
    web.run_app(app, port=int(os.environ.get("PORT", "8099")))
