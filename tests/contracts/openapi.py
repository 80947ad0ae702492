"""GitHub's OpenAPI description as validators: which operation a request is, and whether request and answer fit it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from tests.contracts.cache import OPENAPI

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

URN = "urn:github"
# Path parameters that hold slashes, beside those that the description marks (x-multi-segment).
DEEP = frozenset({"ref", "branch", "path", "tree_sha", "basehead", "dir"})
# What GitHub answers to any request, whether or not the operation's description lists it.
ALWAYS = frozenset({301, 302, 304, 307, 400, 401, 403, 404, 409, 410, 415, 422, 429, 500, 502, 503, 504})
BODILESS = frozenset({204, 304})

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    template: str
    pattern: re.Pattern[str]
    spec: Mapping[str, Any]
    parameters: tuple[Mapping[str, Any], ...]


def as_json_schema(node: Any) -> Any:
    """OpenAPI 3.0's dialect in JSON Schema's words: `nullable` becomes a type, references become absolute."""
    if isinstance(node, list):
        return [as_json_schema(item) for item in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str):
        return {"$ref": node["$ref"].replace("#/", f"{URN}#/", 1)}
    made = {_key(key, value): as_json_schema(value) for key, value in node.items() if key != "nullable"}
    if node.get("nullable") is not True:
        return made
    if "enum" in made:
        made["enum"] = [*made["enum"], None]
    if isinstance(made.get("type"), str):
        return {**made, "type": [made["type"], "null"]}
    return {"anyOf": [made, {"type": "null"}]}


def _key(key: str, value: Any) -> str:
    """Errata of the description: alternatives that overlap, and an account that is a user *and* an enterprise."""
    both = key == "allOf" and [part.get("title") for part in value] == ["Simple User", "Enterprise"]
    return "anyOf" if both or key == "oneOf" else key


class OpenAPI:
    """Made once, since the description has 13 MB; its validators are made when they are first needed."""

    def __init__(self, text: str) -> None:
        self._document = as_json_schema(json.loads(text))
        self._registry = jsonschema_rs.Registry([(URN, self._document)], draft=jsonschema_rs.Draft4)
        self._operations: dict[str, list[Operation]] = {}
        for template, item in self._document["paths"].items():
            for method, spec in item.items():
                operation = self._operation(template, spec)
                self._operations.setdefault(method.upper(), []).append(operation)
        for operations in self._operations.values():
            operations.sort(key=lambda each: re.sub(r"\{.*?\}", "\x7f", each.template))
        self._validators: dict[str, jsonschema_rs.Draft4Validator] = {}

    def _operation(self, template: str, spec: Mapping[str, Any]) -> Operation:
        parameters = tuple(self._resolved(each) for each in spec.get("parameters", ()))
        deep = DEEP | {each["name"] for each in parameters if each.get("x-multi-segment")}

        def group(match: re.Match[str]) -> str:
            any_of_it = (
                ".*" if match[1] == "path" else ".+" if match[1] in deep else "[^/]+"
            )  # the root has contents too
            return f"(?P<{match[1].replace('-', '_')}>{any_of_it})"

        parts = re.split(r"(\{.*?\})", template)
        pattern = "".join(re.sub(r"\{(.*?)\}", group, part) if part[:1] == "{" else re.escape(part) for part in parts)
        return Operation(template=template, pattern=re.compile(pattern), spec=spec, parameters=parameters)

    def _resolved(self, node: Any) -> Any:
        while "$ref" in node:
            found = self._document
            for key in node["$ref"].removeprefix(f"{URN}#/").split("/"):
                found = found[key.replace("~1", "/")]
            node = found
        return node

    def operation(self, method: str, path: str) -> tuple[Operation, Mapping[str, str]] | None:
        """The operation of a request and the parameters of its path; literal paths go before templates."""
        for operation in self._operations.get(method, ()):
            match = operation.pattern.fullmatch(path)
            if match:
                return operation, match.groupdict()
        return None

    def _errors(self, schema: Schema, value: object) -> Iterator[str]:
        key = json.dumps(schema, sort_keys=True)
        if key not in self._validators:
            self._validators[key] = jsonschema_rs.Draft4Validator(
                schema, registry=self._registry, validate_formats=True, ignore_unknown_formats=True
            )
        for error in self._validators[key].iter_errors(value):
            place = "/".join(str(part) for part in error.instance_path)
            yield f"{place or '(whole)'}: {error.message[-300:]}"

    def parameter_errors(self, operation: Operation, place: str, values: Mapping[str, str]) -> Iterator[str]:
        """`place` is path or query. What the description does not name is an error, and so is what it requires."""
        known = {each["name"]: each for each in operation.parameters if each["in"] == place}
        for name in values.keys() - {name.replace("-", "_") for name in known} - known.keys():
            yield f"{place} parameter {name} is not in the description"
        for name, each in known.items():
            value = values.get(name, values.get(name.replace("-", "_")))
            if value is not None:
                for error in self._errors(each["schema"], _typed(self._resolved(each["schema"]), value)):
                    yield f"{place} parameter {name}: {error}"
            elif each.get("required"):
                yield f"{place} parameter {name} is missing"

    def request_errors(self, operation: Operation, body: object) -> Iterator[str]:
        """`body` None means that there is none."""
        spec = self._resolved(operation.spec.get("requestBody", {}))
        if body is None:
            if spec.get("required"):
                yield "the request has no body"
            return
        schema = spec.get("content", {}).get("application/json", {}).get("schema")
        if schema is None:
            if body != {}:
                yield "the request has a body, and the description has none"
            return
        yield from self._errors(self._strict(schema), body)

    def _strict(self, schema: Schema) -> Schema:
        """Also denies properties that the description does not name; GitHub itself only ignores them."""
        found = self._resolved(schema)
        made = dict(found)
        if "properties" in found:
            made["properties"] = {name: self._strict(each) for name, each in found["properties"].items()}
            if not found.keys() & {"additionalProperties", "allOf", "anyOf", "oneOf"}:
                made["additionalProperties"] = False
        if isinstance(found.get("items"), dict):
            made["items"] = self._strict(found["items"])
        return made

    def answer_errors(self, operation: Operation, status: int, body: object) -> Iterator[str]:
        """`body` None means that there is none."""
        responses = operation.spec["responses"]
        if status in BODILESS:
            if body is not None:
                yield f"{status} has a body"
            return
        if str(status) not in responses:
            if status not in ALWAYS:
                yield f"status {status} is not in the description"
            yield from self._errors({"$ref": f"{URN}#/components/schemas/basic-error"}, body)
            return
        content = self._resolved(responses[str(status)]).get("content", {})
        schema = content.get("application/json", {}).get("schema")
        if schema is not None:
            yield from self._errors(schema, body)


def _typed(schema: Schema, value: str) -> object:
    """A parameter's text as the type that its schema wants, where it can be read so."""
    kinds = schema.get("type")
    kind = kinds[0] if isinstance(kinds, list) else kinds
    if kind == "integer" and re.fullmatch(r"-?\d+", value):
        return int(value)
    if kind == "boolean" and value in ("true", "false"):
        return value == "true"
    return value


@cache
def openapi() -> OpenAPI:
    return OpenAPI(OPENAPI.read_text())
