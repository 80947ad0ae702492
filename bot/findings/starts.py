"""The programs that CMD and ENTRYPOINT may start, and how (the language is explained in `grammar`)."""

from __future__ import annotations

from functools import lru_cache

from bot.findings.grammar import table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.findings.grammar import Table

# Programs that only start another one: their words are taken away before the rest is looked up.
LAUNCHERS = (
    ("tini", "--"),
    ("/usr/bin/tini", "--"),
    ("/sbin/tini", "--"),
    ("dumb-init", "--"),
    ("/usr/bin/dumb-init", "--"),
    ("uv", "run", "--no-sync"),
    ("uv", "run", "--frozen", "--no-sync"),
    ("poetry", "run"),
    ("pdm", "run"),
    ("pipenv", "run"),
    ("bundle", "exec"),
    ("env", "GRADIO_SERVER_PORT=8080"),  # ${PORT}, as it is read here
    ("thrust",),
    ("bin/thrust",),
    ("./bin/thrust",),
)

PYTHON = """
gunicorn [-b BIND] [--bind BIND] [--bind=BIND] [-w NUMBER] [--workers NUMBER] [--workers=NUMBER] [-k CLASS]
    [-k NAME] [--worker-class CLASS] [--worker-class NAME] [--worker-class=CLASS] [--threads NUMBER]
    [--threads=NUMBER] [--timeout NUMBER] [--timeout=NUMBER] [--graceful-timeout NUMBER] [--keep-alive NUMBER]
    [--max-requests NUMBER] [--max-requests-jitter NUMBER] [--access-logfile -] [--access-logfile=-]
    [--error-logfile -] [--error-logfile=-] [--log-level NAME] [--log-level=NAME] [--log-file -] [--log-file=-]
    [--chdir FILE] [--chdir=FILE] [--pythonpath FILE] [-c FILE] [--config FILE] [--config=FILE] [--preload]
    [--worker-tmp-dir /dev/shm] [--worker-tmp-dir=/dev/shm] [--forwarded-allow-ips LIST]
    [--forwarded-allow-ips=LIST] APPREF?
uvicorn [--host HOST] [--host=HOST] [--port NUMBER] [--port=NUMBER] [--workers NUMBER] [--workers=NUMBER]
    [--factory] [--app-dir FILE] [--app-dir=FILE] [--proxy-headers] [--forwarded-allow-ips LIST]
    [--forwarded-allow-ips=LIST] [--log-level NAME] [--log-level=NAME] [--no-access-log] [--loop NAME]
    [--http NAME] [--ws NAME] [--lifespan on|off|auto] APPREF
hypercorn [-b BIND] [--bind BIND] [-w NUMBER] [--workers NUMBER] [-k NAME] [--worker-class NAME] [-c FILE]
    [--access-logfile -] [--error-logfile -] APPREF
daphne [-b HOST] [-p NUMBER] [--proxy-headers] [--access-log -] APPREF
granian [--interface asgi|wsgi|rsgi] [--host HOST] [--port NUMBER] [--workers NUMBER] [--factory] APPREF
waitress-serve [--host=HOST] [--port=NUMBER] [--listen=LIST] [--threads=NUMBER] [--call] APPREF
sanic [--host HOST] [--host=HOST] [--port NUMBER] [--port=NUMBER] [--workers NUMBER] [--workers=NUMBER]
    [--single-process] [--factory] [--fast] APPREF
streamlit run FILE [--server.port NUMBER] [--server.port=NUMBER] [--server.address HOST] [--server.address=HOST]
    [--server.headless true] [--server.headless=true] [--browser.gatherUsageStats false]
    [--browser.gatherUsageStats=false]
fastapi run [--host HOST] [--port NUMBER] [--workers NUMBER] [--proxy-headers] [--app NAME] FILE?
litestar --app APPREF run [--host HOST] [--port NUMBER]
reflex run [--env prod] [--backend-only]
chainlit run FILE [--host HOST] [--port NUMBER] [--headless] [-h]
celery -A APPREF worker|beat|flower [-l NAME] [--loglevel NAME] [--loglevel=NAME] [-c NUMBER]
    [--concurrency NUMBER] [--concurrency=NUMBER] [-Q NAMES] [--queues NAMES] [-B] [--beat] [-P NAME]
    [--pool NAME] [--pool=NAME] [-E] [--port=NUMBER] [--address=HOST]
celery --app APPREF worker|beat|flower [-l NAME] [--loglevel NAME] [--loglevel=NAME] [-c NUMBER]
    [--concurrency NUMBER] [--concurrency=NUMBER]
dramatiq [-p NUMBER] [--processes NUMBER] [-t NUMBER] [--threads NUMBER] APPREF+
rq worker [--url NAME] NAME*
arq APPREF
python -m http.server [--bind HOST] [-d FILE] [--directory FILE] NUMBER?
python -m MODULE ARG*
python -u -m MODULE ARG*
python -O -m MODULE ARG*
python [-u] [-O] FILE ARG*
"""

NODE = """
node [--enable-source-maps] [--max-old-space-size=NUMBER] [--max-old-space-size-percentage=NUMBER]
    [--experimental-specifier-resolution=node] [--no-deprecation] [--no-warnings] [-r FILE]* [--require FILE]*
    [--import FILE]* FILE ARG*
npm run TASK
npm start
pnpm run TASK
pnpm start
pnpm --filter FILTER run TASK
pnpm --filter FILTER start
yarn run TASK
yarn start
yarn workspace WORKSPACE run TASK
yarn workspace WORKSPACE start
bun run TASK
bun start
bun [--smol] FILE ARG*
deno run [ALLOW]* [--cached-only] [--frozen] FILE ARG*
deno serve [ALLOW]* [--host HOST] [--port NUMBER] [--host=HOST] [--port=NUMBER] FILE
deno task TASK
next start [-p NUMBER] [--port NUMBER] [-H HOST] [--hostname HOST] FILE?
nuxt start
remix-serve FILE
react-router-serve FILE
nest start [--entryFile FILE] WORKSPACE?
tsx [--enable-source-maps] FILE ARG*
ts-node [--esm] FILE ARG*
srvx [--prod] [-s ../client] FILE
serve [-s] [--single] [-l LIST] [--listen LIST] [-n] [--no-clipboard] FILE
http-server [-p NUMBER] [-a HOST] [-d false] FILE
"""

OTHERS = """
java [JVM]* -jar FILE ARG*
java [JVM]* -cp LIST CLASS ARG*
java [JVM]* CLASS ARG*
dotnet FILE [--urls URLS]
dotnet FILE ARG*
catalina.sh run
php [-S LIST] [-t FILE] FILE?
php artisan serve|queue:work|schedule:work|horizon|reverb:start|octane:start|octane:frankenphp [--host=HOST]
    [--port=NUMBER] [--tries=NUMBER] [--server=frankenphp] [--verbose]
php bin/console messenger:consume [--time-limit=NUMBER] [--memory-limit=NAME] NAME+
php FILE ARG*
php-fpm [-F] [--nodaemonize]
frankenphp run [--config FILE] [--config /etc/caddy/Caddyfile] [--config /etc/frankenphp/Caddyfile]
    [--adapter caddyfile]
frankenphp php-server [-r FILE] [--root FILE] [-l LIST] [--listen LIST]
apache2-foreground
apache2 -DFOREGROUND [-c DIRECTIVE]*
caddy run [--config FILE] [--config /etc/caddy/Caddyfile] [--adapter caddyfile]
caddy file-server [--root FILE] [--listen LIST]
nginx [-g DAEMON]
busybox httpd [-f] [-v] [-p LIST] [-h FILE]
static-web-server [--port NUMBER] [--root FILE] [--page-fallback FILE]
ruby [--yjit] [--enable-yjit] FILE ARG*
perl FILE ARG*
rails server [-b HOST] [-p NUMBER] [-e production]
rails s [-b HOST] [-p NUMBER] [-e production]
puma [-C FILE] [-b BIND] [-p NUMBER] [-e production] [-t LIST] [-w NUMBER] FILE?
rackup [-o HOST] [-p NUMBER] [-E production] [--host HOST] [--port NUMBER] [--env production] FILE?
unicorn [-c FILE] [-p NUMBER] [-E production] FILE?
sidekiq [-C FILE] [-c NUMBER] [-q NAMES]* [-r FILE]
jekyll serve [-H HOST] [-P NUMBER] [--no-watch]
mix phx.server
Rscript FILE ARG*
julia [--project=FILE] FILE ARG*
sh SCRIPT ARG*
bash SCRIPT ARG*
zsh SCRIPT ARG*
"""


@lru_cache(maxsize=1)
def starts() -> Table:
    """The whole table: program → usages."""
    return table(PYTHON + NODE + OTHERS)
