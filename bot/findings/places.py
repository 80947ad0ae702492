"""Where an application may put and find things in an image: plain comparisons, which cost nothing to prepare."""

from __future__ import annotations

# Never what the base image and the package manager own.
ROOTS = tuple(
    f"/{root}"
    for root in (
        *("app", "srv", "opt", "data", "out", "home", "run", "tmp", "build", "src", "usr/src", "go/src"),
        *("usr/share/nginx/html", "usr/local/bundle", "var/lib", "var/cache", "var/log", "var/run", "var/www"),
    )
)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"
_NAME = frozenset(_LETTERS + ".-+")
_FIRST = frozenset(_LETTERS + ".@")
_PATH = frozenset(_LETTERS + ".-+@/,=")
_TROUBLE = frozenset("$<>|;&`\"'\\")


def below(path: str, roots: tuple[str, ...] = ROOTS) -> bool:
    """Whether a path is one of the roots, or lies below one."""
    return any(path == root or path.startswith(f"{root}/") for root in roots)


def clean(path: str) -> bool:
    """Letters of any language, and nothing that a shell or Docker would expand; no way up, and no empty part."""
    straight = "//" not in path and ".." not in path.split("/")
    return bool(path) and straight and path.isprintable() and _TROUBLE.isdisjoint(path)


def plain(path: str) -> bool:
    """As above, and nothing that has to be quoted."""
    return clean(path) and _PATH.issuperset(path)


def relative(path: str) -> bool:
    return plain(path) and path[0] in _FIRST


def placed(path: str) -> bool:
    """An absolute path where an application may write."""
    return plain(path) and below(path)


def at_root(path: str) -> bool:
    """A file in the root folder itself, such as `/server`."""
    return path.startswith("/") and len(path) > 1 and _NAME.issuperset(path[1:]) and path[1] in _LETTERS
