"""Checks requests and replies against an OpenAPI description: X's own where it is at hand, else ours."""

import email
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

OURS = Path(__file__).parent / "data" / "x-wire.json"
THEIRS = Path(__file__).parents[2] / "shared" / "data" / "x-openapi.json"

PYTHON_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


@dataclass(frozen=True, slots=True)
class Wire:
    """An API description that can be asked what is wrong with a request or a reply."""

    description: Mapping[str, Any]

    @classmethod
    def best(cls) -> "Wire":
        """Return X's own description where there is one, else the reduced one."""
        return cls.read(THEIRS if THEIRS.exists() else OURS)

    @classmethod
    def read(cls, path: Path) -> "Wire":
        """Return the description in a file."""
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def request_faults(
        self, method: str, template: str, *, query: str, content_type: str, body: bytes
    ) -> list[str]:
        """Return what is wrong with a request to a path such as `/2/tweets/{id}`; empty where all is well."""
        operation = self.description["paths"].get(template, {}).get(method.lower())
        if operation is None:
            return [f"no such route: {method} {template}"]
        return [*self._query_faults(operation, query), *self._body_faults(operation, content_type, body)]

    def reply_faults(self, method: str, template: str, status: int, body: Any) -> list[str]:
        """Return what is wrong with a decoded JSON reply."""
        responses = self.description["paths"][template][method.lower()]["responses"]
        schema = responses[str(status)]["content"]["application/json"]["schema"]
        return list(self.faults(body, schema, "reply"))

    def _query_faults(self, operation: Mapping[str, Any], query: str) -> Iterator[str]:
        known = {
            parameter["name"]: parameter
            for parameter in map(self.resolve, operation.get("parameters", ()))
            if parameter["in"] == "query"
        }
        given = dict(parse_qsl(query, keep_blank_values=True))
        yield from (f"query {name}: not known" for name in given.keys() - known.keys())
        yield from (
            f"query {name}: missing" for name, p in known.items() if p.get("required") and name not in given
        )
        for name in given.keys() & known.keys():
            schema = self.resolve(known[name]["schema"])
            yield from self.faults(_from_query(given[name], schema["type"]), schema, f"query {name}")

    def _body_faults(self, operation: Mapping[str, Any], content_type: str, body: bytes) -> Iterator[str]:
        if "requestBody" not in operation:
            if body:
                yield "body: none expected"
            return
        kinds = operation["requestBody"]["content"]
        kind = content_type.partition(";")[0].strip().lower()
        if kind not in kinds:
            yield f"body: {kind or 'no type'} is none of {', '.join(kinds)}"
            return
        value = json.loads(body) if kind == "application/json" else multipart_fields(content_type, body)
        yield from self.faults(value, kinds[kind]["schema"], "body")

    def resolve(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what a `$ref` stands for; anything else as it is."""
        while "$ref" in node:
            target: Any = self.description
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            node = target
        return node

    def faults(self, value: Any, schema: Mapping[str, Any], where: str) -> Iterator[str]:
        """Yield what in a value goes against a schema (the keywords that X's description uses)."""
        schema = self.resolve(schema)
        if value is None and schema.get("nullable"):
            return
        for keyword in ("anyOf", "oneOf"):
            if keyword in schema and all(any(self.faults(value, each, where)) for each in schema[keyword]):
                yield f"{where}: fits nothing of {keyword}"
        kind = schema.get("type")
        if isinstance(value, bytes) and kind == "string":
            return
        if kind and (not isinstance(value, PYTHON_TYPES[kind]) or (kind == "integer" and isinstance(value, bool))):
            yield f"{where}: {type(value).__name__} is not {kind}"
            return
        yield from _plain_faults(value, schema, where)
        if isinstance(value, dict):
            yield from self._object_faults(value, schema, where)
        if isinstance(value, list) and "items" in schema:
            for number, item in enumerate(value):
                yield from self.faults(item, schema["items"], f"{where}[{number}]")

    def _object_faults(self, value: Mapping[str, Any], schema: Mapping[str, Any], where: str) -> Iterator[str]:
        properties = schema.get("properties", {})
        yield from (f"{where}.{name}: missing" for name in schema.get("required", ()) if name not in value)
        for name, item in value.items():
            if name in properties:
                yield from self.faults(item, properties[name], f"{where}.{name}")
            elif schema.get("additionalProperties") is False:
                yield f"{where}.{name}: not known"


def _plain_faults(value: Any, schema: Mapping[str, Any], where: str) -> Iterator[str]:
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is none of {schema['enum']}"
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where}: {value!r} does not match {schema['pattern']}"
    if isinstance(value, str | list):
        shortest = schema.get("minLength", schema.get("minItems", 0))
        longest = schema.get("maxLength", schema.get("maxItems", len(value)))
        if not shortest <= len(value) <= longest:
            yield f"{where}: length {len(value)} is not in {shortest}…{longest}"
    if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        yield f"{where}: {value} is out of range"
    if (
        isinstance(value, list)
        and schema.get("uniqueItems")
        and len({json.dumps(each) for each in value}) < len(value)
    ):
        yield f"{where}: an item twice"


def _from_query(text: str, kind: str) -> Any:
    if kind == "array":
        return text.split(",")
    return int(text) if kind == "integer" and text.isdecimal() else text


def multipart_fields(content_type: str, body: bytes) -> dict[str, str | bytes]:
    """Return the fields of a multipart body: text as text, files as bytes."""
    whole = email.message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
    fields: dict[str, str | bytes] = {}
    for part in whole.get_payload():
        assert isinstance(part, Message)
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        name = str(part.get_param("name", header="content-disposition"))
        fields[name] = content if part.get_filename() else content.decode()
    return fields
