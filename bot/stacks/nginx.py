"""Plans the stage that serves a folder of files: nginx as the user it was built for, on 8080."""

from __future__ import annotations

from bot.stacks import steps
from bot.types import Env, Plan, Run, Stage, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.catalogue import Catalogue
    from bot.types import Claim, Facts, Step

PORT = 8080
HTML = "/usr/share/nginx/html/"
CONFIG = "/etc/nginx/conf.d/default.conf"
IMAGE = "nginxinc/nginx-unprivileged"
USER = (101, 101)


def plan(
    facts: Facts,
    catalogue: Catalogue,
    building: tuple[Stage, ...],
    files: tuple[Step, ...],
    taken: tuple[Claim, ...],
    *,
    ignore: tuple[str, ...] = (),
) -> Plan:
    """The whole Plan: stages that make the files, then the one that serves them. Only PORT's default is served."""
    image = catalogue.image(IMAGE, catalogue.runtimes["nginx"].default)
    fallback = (_fallback(),) if facts.first(Topic.FALLBACK) else ()
    serving = Stage(
        name="",
        image=image,
        steps=(
            Env(
                pairs=(("PORT", str(PORT)),),
                comment="Where the server's configuration listens, and the health check asks",
            ),
            *fallback,
            *files,
        ),
    )
    return Plan(
        service=facts.service,
        stack=facts.stack,
        context=facts.service.root,
        stages=(*building, serving),
        start=("nginx", "-g", "daemon off;"),
        user=USER,
        port=PORT,
        health=steps.perl_health("/"),
        ignore=ignore,
        decisions=taken,
        doubts=facts.doubts,
    )


def _fallback() -> Run:
    """Unknown paths get the one page of a single-page application; nothing else does, or 404s would vanish."""
    location = "s#location / {#location / { try_files $uri $uri/ /index.html;#"
    return Run(commands=(("sed", "-i", location, CONFIG),), comment="Routes of the page's own router")
