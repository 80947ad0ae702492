"""What people do: make repositories, push, close, merge. Each changes the world and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.sandbox.commits import Person, ahead, compare, read_commit, write_commit
from bot.sandbox.thread_shapes import head_of, part
from bot.sandbox.trees import EXECUTABLE, PLAIN, Entry, find, update_tree, write_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.sandbox.nouns import Account, Issue, Repository
    from bot.sandbox.world import World


def person(world: World, account: Account) -> Person:
    return Person(name=account.login, email=f"{account.id}+{account.login}@users.noreply.github.com", at=world.now())


def fill(world: World, repo: Repository, content: str | Mapping[str, str]) -> None:
    """The first commit: a folder's files as they are, or texts by path; nothing at all leaves it empty."""
    if isinstance(content, str):
        tree = write_folder(repo.git, Path(content))
    elif content:
        tree = update_tree(repo.git, None, _entries(repo, content))
    else:
        return
    _commit(world, repo, repo.default_branch, tree=tree, author=repo.owner, message="First commit")


def _entries(repo: Repository, files: Mapping[str, str | None]) -> dict[str, Entry | None]:
    """Texts that start with `#!` are made executable."""
    return {
        path: None
        if text is None
        else Entry(EXECUTABLE if text.startswith("#!") else PLAIN, repo.git.write("blob", text.encode()))
        for path, text in files.items()
    }


def _commit(world: World, repo: Repository, branch: str, *, tree: str, author: Account, message: str) -> str:
    parent, who = repo.branch(branch), person(world, author)
    sha = write_commit(
        repo.git, tree=tree, parents=(parent,) if parent else (), author=who, committer=who, message=message
    )
    repo.git.set_ref(f"refs/heads/{branch}", sha)
    repo.pushed_at = world.now()
    return sha


def push(
    world: World, repo: Repository, branch: str, files: Mapping[str, str | None], *, author: Account, message: str
) -> str | None:
    """One commit on a branch, made from the default one when it is not there; returns where it was before."""
    before = repo.branch(branch)
    start = before or repo.head
    if before is None and start:
        repo.git.set_ref(f"refs/heads/{branch}", start)
    tree = update_tree(repo.git, read_commit(repo.git, start).tree if start else None, _entries(repo, files))
    _commit(world, repo, branch, tree=tree, author=author, message=message)
    return before


def merge(world: World, repo: Repository, issue: Issue) -> None:
    """Merges a pull request: what its head changed, on top of its base."""
    pull, git = part(issue), repo.git
    head, base = head_of(repo, issue), repo.branch(pull.base) or pull.base_sha
    new = read_commit(git, head).tree
    changed = compare(git, ahead(git, base, head)[1], head)
    entries = {change.path: find(git, new, change.path) for change in changed}
    tree, who = update_tree(git, read_commit(git, base).tree, entries), person(world, repo.owner)
    message = f"Merge pull request #{issue.number} from {repo.owner.login}/{pull.head}"
    sha = write_commit(git, tree=tree, parents=(base, head), author=who, committer=who, message=message)
    world.set_state(repo, issue, "closed")
    git.set_ref(f"refs/heads/{pull.base}", sha)
    repo.pushed_at = pull.merged_at = world.now()
    pull.merge_sha = sha
