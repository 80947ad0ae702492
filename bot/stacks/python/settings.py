"""Reads the environment variables that settings libraries ask for: decouple, environ, environs and pydantic."""

from __future__ import annotations

import ast

from bot.stacks.python import calls
from bot.stacks.python.calls import dotted, numbers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.python.seen import Module

_READERS = frozenset({"environ.Env", "environ.FileAwareEnv", "environs.Env", "environs.EnvManager"})
_DECOUPLE = frozenset({"decouple.config", "starlette.config.Config", "decouple.AutoConfig", "decouple.Config"})
_SETTINGS = frozenset({"pydantic_settings.BaseSettings", "pydantic.BaseSettings", "pydantic.v1.BaseSettings"})
# Methods of environ.Env that name a variable by themselves when they are called without arguments.
_URLS = {
    "db": "DATABASE_URL",
    "db_url": "DATABASE_URL",
    "cache": "CACHE_URL",
    "cache_url": "CACHE_URL",
    "email": "EMAIL_URL",
    "email_url": "EMAIL_URL",
    "search_url": "SEARCH_URL",
}
_OTHERS = frozenset({"read_env", "read_envfile", "prefixed", "seal", "add_parser", "parser_for", "dump"})


def note(node: ast.Call | ast.ClassDef, module: Module) -> None:
    """Notes what a call or a class says of the environment, and what a call says of how the program runs."""
    if isinstance(node, ast.ClassDef):
        fields(node, module)
    else:
        calls.note(node, module)
        asked(node, module)


def asked(node: ast.Call, module: Module) -> None:
    """Notes a variable that a call asks for, and whether the call has a default for it."""
    name = dotted(node.func, module)
    first = node.args[0] if node.args else None
    variable = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
    if name in {"os.getenv", "os.environ.get"}:
        _read(module, variable, node.lineno, required=False)
        _port(node, variable, module)
    elif name == "os.environ.setdefault" and variable:
        module.given.add(variable)
    elif _reads(node, name, module):
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        variable = variable or ("" if node.args else _URLS.get(method, ""))
        has_default = len(node.args) > 1 or any(word.arg == "default" for word in node.keywords)
        _read(module, variable, node.lineno, required=not has_default and variable not in module.schemes)


def _reads(node: ast.Call, name: str, module: Module) -> bool:
    """Whether it is `config("X")`, `env("X")` or `env.str("X")` of a library, by what its name stands for."""
    if name == "decouple.config":
        return True
    func = node.func
    owner = func.value if isinstance(func, ast.Attribute) and func.attr not in _OTHERS else func
    made = module.values.get(owner.id) if isinstance(owner, ast.Name) else None
    if not isinstance(made, ast.Call):
        return False
    kind = dotted(made.func, module)
    if kind in _READERS:
        module.schemes.update(word.arg for word in made.keywords if word.arg and _has_default(word.value))
        return True
    return kind in _DECOUPLE and owner is func


def _has_default(scheme: ast.expr) -> bool:
    """`DEBUG=(bool, False)`: a cast with what is taken where the variable is missing."""
    return isinstance(scheme, ast.Tuple) and len(scheme.elts) > 1


def _read(module: Module, name: str, line: int, *, required: bool) -> None:
    if name:
        module.variables.setdefault(name, line)
        if required:
            module.required.setdefault(name, line)


def _port(node: ast.Call, name: str, module: Module) -> None:
    if name == "PORT" and not module.port and (found := numbers(node.args[1:])):
        module.port = found[0]


def fields(node: ast.ClassDef, module: Module) -> None:
    """Notes the fields of a pydantic settings class: each is a variable, required where it has no default."""
    if not any(dotted(base, module) in _SETTINGS for base in node.bases):
        return
    prefix = next(_prefixes(node), "")
    for statement in node.body:
        match statement:
            case ast.AnnAssign(target=ast.Name(id=name), value=value) if not name.startswith(("_", "model_config")):
                alias, default = _field(value)
                _read(module, alias or f"{prefix}{name}".upper(), statement.lineno, required=not default)


def _prefixes(node: ast.ClassDef) -> Iterator[str]:
    """`env_prefix` of `SettingsConfigDict(…)`, of a dict, or of an inner class Config."""
    for one in ast.walk(node):
        match one:
            case ast.keyword(arg="env_prefix", value=ast.Constant(value=str() as prefix)):
                yield prefix
            case ast.Assign(targets=[ast.Name(id="env_prefix")], value=ast.Constant(value=str() as prefix)):
                yield prefix


def _field(value: ast.expr | None) -> tuple[str, bool]:
    """The variable that a field names itself, and whether it has a default: `Field(...)` has none."""
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Name | ast.Attribute):
        return "", value is not None
    called = value.func.id if isinstance(value.func, ast.Name) else value.func.attr
    if called != "Field":
        return "", True
    given = {word.arg: word.value for word in value.keywords}
    names = [given.get(key) for key in ("validation_alias", "alias", "env")]
    alias = next((one.value for one in names if isinstance(one, ast.Constant) and isinstance(one.value, str)), "")
    first = value.args[0] if value.args else given.get("default")
    missing = first is None or (isinstance(first, ast.Constant) and first.value is ...)
    return alias, not missing or "default_factory" in given
