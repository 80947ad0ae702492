import asyncio

import tornado.web
from tornado.options import define, options, parse_command_line

define("port", default=8888, type=int, help="where to listen")


class Index(tornado.web.RequestHandler):
    def get(self):
        self.write("Hello from Tornado")


def make_app():
    return tornado.web.Application([(r"/", Index)])


async def main():
    parse_command_line()
    make_app().listen(options.port)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
