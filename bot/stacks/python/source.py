"""Reads Python source by its syntax tree: what a module builds, serves, runs and reads, each with its line."""

from __future__ import annotations

import ast
import warnings

from bot.lazy import pattern
from bot.stacks.python import settings
from bot.stacks.python.calls import dotted
from bot.stacks.python.frameworks import FRAMEWORKS
from bot.stacks.python.seen import Built, Module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FACTORY_NAMES = ("create_app", "make_app", "build_app", "get_app", "create_application", "app_factory")
_HEALTH = pattern(r"/(?:[\w-]+/)*_?(?:health|healthz|healthcheck|health-check|livez?|ready|readyz|ping|up|status)/?")


def parse(text: str) -> Module | None:
    """The module's picture, or None for what is no Python of this interpreter's version."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes in somebody's strings are not ours to report
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    module = Module()
    for node in ast.walk(tree):
        _look(node, module)
    for statement in tree.body:
        _top_level(statement, module)
    return module


def _look(node: ast.AST, module: Module) -> None:
    """Notes what counts wherever it stands in the file."""
    match node:
        case ast.Import():
            for alias in node.names:
                module.imports[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
                module.import_lines.setdefault(alias.name.partition(".")[0], node.lineno)
        case ast.ImportFrom():
            _import_from(node, module)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            for decorator in node.decorator_list:
                _route(decorator, module)
        case ast.Call() | ast.ClassDef():
            settings.note(node, module)
        case ast.Subscript(value=ast.Attribute() | ast.Name()) | ast.Compare() | ast.Try():
            _environment(node, module)
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            module.values[name] = value
        case ast.While(test=ast.Constant(value=True | 1)):
            module.note("endless", node.lineno)


def _environment(node: ast.Subscript | ast.Compare | ast.Try, module: Module) -> None:
    """`os.environ["X"]` fails where X is missing, unless the code sets it, asks for it, or catches that."""
    match node:
        case ast.Subscript(value=environ, slice=ast.Constant(value=str() as name), ctx=context):
            if dotted(environ, module) != "os.environ":
                return
            if isinstance(context, ast.Load):
                module.variables.setdefault(name, node.lineno)
                module.required.setdefault(name, node.lineno)
            else:
                module.given.add(name)
        case ast.Compare(left=ast.Constant(value=str() as name), comparators=[environ]):
            if dotted(environ, module) == "os.environ":
                module.given.add(name)
        case ast.Try(handlers=[ast.ExceptHandler(type=None | ast.Name(id="KeyError" | "Exception")), *_], body=body):
            keys = [one.slice for statement in body for one in ast.walk(statement) if isinstance(one, ast.Subscript)]
            module.given |= {key.value for key in keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}


def _import_from(node: ast.ImportFrom, module: Module) -> None:
    if node.level:
        module.relative = True
        return
    source = node.module or ""
    module.import_lines.setdefault(source.partition(".")[0], node.lineno)
    for alias in node.names:
        if alias.name == "*":
            known = [name for name in FRAMEWORKS if name.startswith(f"{source}.")]
            module.imports.update({name.rpartition(".")[2]: name for name in known})
        else:
            module.imports[alias.asname or alias.name] = f"{source}.{alias.name}"


def _route(decorator: ast.expr, module: Module) -> None:
    """`@app.get("/path")`, `@app.route("/path")`; one that takes POST alone answers no probe."""
    match decorator:
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id=name), attr="get" | "route" | "api_route"),
            args=[ast.Constant(value=str() as path), *_],
        ):
            methods = next((word.value for word in decorator.keywords if word.arg == "methods"), None)
            if methods is None or "GET" in [getattr(item, "value", "") for item in getattr(methods, "elts", [])]:
                module.routes.append((name, path, decorator.lineno))


def _top_level(statement: ast.stmt, module: Module) -> None:
    """Applications, factories and the guard: what stands in the module's own body, also under `if` and `try`."""
    match statement:
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__"))):
            module.note("guard", statement.lineno)
        case ast.If() | ast.Try() | ast.With():
            for inner in [*statement.body, *getattr(statement, "orelse", [])]:
                _top_level(inner, module)
        case ast.Assign(targets=[target, *_], value=value) | ast.AnnAssign(target=target, value=value):
            _assigned(target, value, statement.lineno, module)
        case ast.FunctionDef(name=name):
            if framework := _made_by(statement, module):
                module.built.append(Built(name=name, framework=framework, line=statement.lineno, factory=True))


def _assigned(target: ast.expr, value: ast.expr | None, line: int, module: Module) -> None:
    if isinstance(target, ast.Tuple) and target.elts:
        target = target.elts[0]  # app, rt = fast_app()
    if not isinstance(target, ast.Name) or not isinstance(value, ast.Call):
        return
    called = dotted(value.func, module)
    if called in FRAMEWORKS:
        module.built.append(Built(name=target.id, framework=called, line=line))
    else:
        module.calls[target.id] = (called, line)


def _made_by(function: ast.FunctionDef, module: Module) -> str:
    """The framework of the application that a function builds and returns, "" for any other function."""
    if any(not arg for arg in _defaults(function)) or function.name.startswith("test"):
        return ""  # it cannot be called without arguments
    made: dict[str, str] = {}
    for node in ast.walk(function):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=ast.Call() as call)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.Call() as call)
            ):
                if (called := dotted(call.func, module)) in FRAMEWORKS:
                    made[name] = called
            case ast.Return(value=ast.Name(id=name)) if name in made:
                return made[name]
            case ast.Return(value=ast.Call() as call) if (called := dotted(call.func, module)) in FRAMEWORKS:
                return called
    return ""


def _defaults(function: ast.FunctionDef) -> Iterator[bool]:
    """For each parameter, whether a caller may leave it out."""
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    required = len(positional) - len(arguments.defaults)
    yield from (index >= required for index in range(len(positional)))
    yield from (default is not None for default in arguments.kw_defaults)


def health_route(path: str) -> bool:
    """Whether a route's path is one that says whether the program is well."""
    return bool(_HEALTH.fullmatch(path))
