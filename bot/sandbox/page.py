"""What a person sees of a pull request in a browser: its title, body, files and comments, everything escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse
from starlette.routing import Route

from bot.sandbox.thread_shapes import changes, part

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.sandbox.nouns import Issue, Repository
    from bot.sandbox.world import World

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "pre{background:#f6f8fa;padding:1rem;overflow:auto;white-space:pre-wrap}"
)


def routes(world: World) -> list[Route]:
    async def serve(request: Request) -> HTMLResponse:
        repo = world.repository(request.path_params["owner"], request.path_params["repo"])
        issue = repo.issues.get(request.path_params["number"]) if repo else None
        if repo is None or issue is None or issue.pull is None:
            return HTMLResponse(_page("Not found", "<p>There is no such pull request here.</p>"), 404)
        return HTMLResponse(_page(f"{issue.title} · #{issue.number}", _pull(repo, issue)))

    return [Route("/{owner}/{repo}/pull/{number:int}", serve)]


def _page(title: str, content: str) -> str:
    head = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
    return f"{head}<style>{STYLE}</style></head><body><h1>{escape(title)}</h1>{content}</body></html>"


def _pull(repo: Repository, issue: Issue) -> str:
    it = part(issue)
    state = "merged" if it.merged_at else "draft" if it.draft and issue.state == "open" else issue.state
    line = f"{repo.full_name} · {state} · {issue.author.login} wants {it.head} merged into {it.base}"
    parts = [f"<p>{escape(line)}</p>", f"<pre>{escape(issue.body or '')}</pre>"]
    parts += [f"<h2>{escape(change.path)}</h2><pre>{escape(change.patch)}</pre>" for change in changes(repo, issue)]
    comments = (repo.comments[number] for number in issue.comments)
    parts += [f"<h2>{escape(each.author.login)} says</h2><pre>{escape(each.body)}</pre>" for each in comments]
    return "".join(parts)
