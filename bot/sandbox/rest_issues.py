"""Issues, their comments, and reactions to both; a pull request is an issue here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox import thread_shapes
from bot.sandbox.call import Answer, Call, failed_validation, not_found
from bot.sandbox.door import Endpoint

if TYPE_CHECKING:
    from bot.sandbox.nouns import Comment, Reaction


def get_issue(call: Call) -> Answer:
    return Answer(body=thread_shapes.issue(call.repo, call.issue("issue_number"), call.base))


def list_comments(call: Call) -> Answer:
    comments = [call.repo.comments[each] for each in call.issue("issue_number").comments]
    shown, headers = call.page(comments, lambda each: thread_shapes.comment(call.repo, each, call.base))
    return Answer(body=shown, headers=headers)


def create_comment(call: Call) -> Answer:
    issue, body = call.issue("issue_number"), _body(call)
    comment = call.world.add_comment(call.repo, issue, call.world.bot, body)
    return Answer(body=thread_shapes.comment(call.repo, comment, call.base), status=201)


def _body(call: Call) -> str:
    body = call.text("body")
    if not body.strip():
        raise failed_validation("IssueComment", "body", "Body can't be blank")
    return body


def _comment(call: Call) -> Comment:
    comment = call.repo.comments.get(call.number("comment_id"))
    if comment is None:
        raise not_found()
    return comment


def get_comment(call: Call) -> Answer:
    return Answer(body=thread_shapes.comment(call.repo, _comment(call), call.base))


def update_comment(call: Call) -> Answer:
    comment = _comment(call)
    comment.body, comment.updated_at = _body(call), call.world.now()
    return Answer(body=thread_shapes.comment(call.repo, comment, call.base))


def delete_comment(call: Call) -> Answer:
    comment = call.repo.comments.pop(_comment(call).id)
    call.repo.issues[comment.issue].comments.remove(comment.id)
    return Answer(body=None, status=204)


def _reactions(call: Call) -> list[Reaction]:
    """Those to the comment, or to the issue, that the path names."""
    return _comment(call).reactions if "comment_id" in call.path else call.issue("issue_number").reactions


def list_reactions(call: Call) -> Answer:
    shown, headers = call.page(_reactions(call), lambda each: thread_shapes.reaction(each, call.base))
    return Answer(body=shown, headers=headers)


def create_reaction(call: Call) -> Answer:
    """The same reaction a second time is the first one, answered with 200."""
    reactions, content, bot = _reactions(call), call.text("content"), call.world.bot
    if content not in thread_shapes.REACTIONS:
        raise failed_validation("Reaction", "content")
    for each in reactions:
        if each.content == content and each.author is bot:
            return Answer(body=thread_shapes.reaction(each, call.base))
    reaction = call.world.add_reaction(reactions, bot, content)
    return Answer(body=thread_shapes.reaction(reaction, call.base), status=201)


READ = (("issues", "read"), ("pull_requests", "read"))
WRITE = (("issues", "write"), ("pull_requests", "write"))
AT = "/repos/{owner}/{repo}/issues"
ENDPOINTS = (
    Endpoint(method="GET", path=AT + "/comments/{comment_id}", handle=get_comment, needs=READ),
    Endpoint(method="PATCH", path=AT + "/comments/{comment_id}", handle=update_comment, needs=WRITE),
    Endpoint(method="DELETE", path=AT + "/comments/{comment_id}", handle=delete_comment, needs=WRITE),
    Endpoint(method="GET", path=AT + "/comments/{comment_id}/reactions", handle=list_reactions, needs=READ),
    Endpoint(method="POST", path=AT + "/comments/{comment_id}/reactions", handle=create_reaction, needs=WRITE),
    Endpoint(method="GET", path=AT + "/{issue_number}", handle=get_issue, needs=READ),
    Endpoint(method="GET", path=AT + "/{issue_number}/comments", handle=list_comments, needs=READ),
    Endpoint(method="POST", path=AT + "/{issue_number}/comments", handle=create_comment, needs=WRITE),
    Endpoint(method="GET", path=AT + "/{issue_number}/reactions", handle=list_reactions, needs=READ),
    Endpoint(method="POST", path=AT + "/{issue_number}/reactions", handle=create_reaction, needs=WRITE),
)
