"""Django: where manage.py is, which application is served, and what is collected when the image is built."""

from __future__ import annotations

import ast

from bot.lazy import pattern
from bot.stacks import steps
from bot.stacks.claims import claim, doubt
from bot.stacks.folder import aside
from bot.stacks.python.servers import serve
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.stacks.folder import Folder
    from bot.stacks.python.requirements import Requirement
    from bot.types import Claim, Doubt, Evidence

_SETTINGS = pattern(r"DJANGO_SETTINGS_MODULE[\"']\s*,\s*[\"']([\w.]+)[\"']")
_FOLDER = pattern(r"[\w-]+(?:/[\w-]+)*/?")
_SECRET = pattern(r"(?:SECRET|KEY|TOKEN|PASSWORD)")
_ASGI = ("channels", "daphne", "uvicorn", "hypercorn")


def claims(folder: Folder, declared: Mapping[str, Requirement]) -> Iterator[Claim | Doubt]:
    """Everything that a plan needs to serve it; nothing where there is no manage.py of Django."""
    manage = next(
        (name for name in folder.match("**/manage.py") if not aside(name) and "django" in folder.text(name)), ""
    )
    if not manage:
        return
    base = manage.rpartition("/")[0]
    settings = _settings(folder, manage, base)
    interface, module, place = _application(folder, base, settings, declared)
    if not module:
        return
    names = {name for name in declared if name not in _ASGI} if interface == "wsgi" else {*declared}
    served = serve(interface, f"{module}:application", factory=False, declared=names)
    package = (declared["django"].evidence,) if "django" in declared else ()
    yield claim(Topic.KIND, "web", at=folder.at(manage))
    yield claim(Topic.FRAMEWORK, "Django", at=(folder.at(manage), *package))
    yield claim(Topic.ENTRY, f"{module}:application", base, at=place)
    yield claim(Topic.START, *served.start, at=place)
    yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=place, why=f"{served.server} handles it")
    if served.server not in declared:
        yield claim(Topic.SERVER, served.server, at=place, why="no manifest declares a server for production")
    yield claim(Topic.PORT, str(steps.PORT), at=place, why="$PORT decides; this is its default", certain=False)
    yield claim(Topic.HEALTH_PATH, "/", at=place, why="any answer shows that Django serves", certain=False)
    yield from _collected(folder, manage, settings, declared)


def _settings(folder: Folder, manage: str, base: str) -> str:
    """The file of the settings that manage.py names; those of production where they stand beside it."""
    found = _SETTINGS.search(folder.text(manage))
    module = found[1] if found else ""
    place = "/".join(part for part in (base, module.replace(".", "/")) if part)
    package = place.rpartition("/")[0] if not folder.has(f"{place}/__init__.py") else place
    beside = (f"{package}/{name}.py" for name in ("production", "prod"))
    return folder.first(*beside, f"{place}.py", f"{place}/base.py", f"{place}/__init__.py")


def _application(
    folder: Folder, base: str, settings: str, declared: Mapping[str, Requirement]
) -> tuple[str, str, Evidence]:
    """The interface, the dotted module of the application, and where that was read."""
    prefix = f"{base}/" if base else ""
    asgi = any(name in declared for name in _ASGI) and "gunicorn" not in declared
    for interface in ("asgi", "wsgi") if asgi else ("wsgi", "asgi"):
        for name in folder.match(f"{prefix}**/{interface}.py"):
            if not aside(name) and f"get_{interface}_application" in folder.text(name):
                dotted = name.removeprefix(prefix).removesuffix(".py").replace("/", ".")
                return interface, dotted, folder.find(name, rf"get_{interface}_application\(")
    for key, interface in (("WSGI_APPLICATION", "wsgi"), ("ASGI_APPLICATION", "asgi")):
        if value := _assigned(folder.text(settings)).get(key):
            named = ast.literal_eval(value) if isinstance(value, ast.Constant) else ""
            if isinstance(named, str) and named.endswith(".application"):
                return interface, named.removesuffix(".application"), folder.find(settings, rf"^{key}\b")
    return "", "", folder.at(settings)


def _collected(
    folder: Folder, manage: str, settings: str, declared: Mapping[str, Requirement]
) -> Iterator[Claim | Doubt]:
    """Static files, where the settings say where they are collected."""
    root = _assigned(folder.text(settings)).get("STATIC_ROOT")
    if root is None:
        return
    place = folder.at(settings, root.lineno)
    target = _target(root, manage.rpartition("/")[0])
    if not target:
        yield doubt(
            Topic.BUILD,
            "Static files are not collected: STATIC_ROOT is computed, and where it is was not found out.",
            'Set STATIC_ROOT = BASE_DIR / "staticfiles".',
            place,
        )
        return
    yield claim(Topic.BUILD, "python", manage, "collectstatic", "--noinput", at=place)
    yield claim(Topic.COPY, target, at=place, why="what collectstatic wrote")
    for name, line in _required(folder.text(settings)):
        if _SECRET.search(name):
            why = "collectstatic reads the settings; the value is thrown away with the step"
            yield claim(Topic.VARIABLE, name, "build", "step", at=folder.at(settings, line), why=why)
    if "whitenoise" not in declared:
        yield doubt(
            Topic.SERVER,
            "Static files are collected, and nothing in the image serves them: Django itself does not in production.",
            "Add whitenoise, or serve STATIC_ROOT from elsewhere.",
            place,
        )


def _target(root: ast.expr, base: str) -> str:
    """The folder of STATIC_ROOT: the one relative name that stands in the expression, beside manage.py."""
    names = [one.value for one in ast.walk(root) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    plain = [name.strip("/") for name in names if _FOLDER.fullmatch(name)]
    return "/".join(part for part in (base, *plain) if part) if len(names) == len(plain) == 1 else ""


def _parsed(text: str) -> ast.Module:
    """The syntax tree of a settings file, an empty one for what is no Python."""
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return ast.Module(body=[], type_ignores=[])


def _assigned(text: str) -> dict[str, ast.expr]:
    """The names that a settings file binds in its own body."""
    return {
        target.id: one.value
        for one in _parsed(text).body
        if isinstance(one, ast.Assign)
        for target in one.targets
        if isinstance(target, ast.Name)
    }


def _required(text: str) -> Iterator[tuple[str, int]]:
    """Variables that the settings read without a default, each with its line."""
    for node in ast.walk(_parsed(text)):
        match node:
            case ast.Subscript(value=ast.Attribute(attr="environ"), slice=ast.Constant(value=str() as name)):
                yield name, node.lineno
            case ast.Call(func=ast.Name(id="env" | "config"), args=[ast.Constant(value=str() as name)], keywords=[]):
                yield name, node.lineno
