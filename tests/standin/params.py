"""Read the parameters of a request, whichever way they were sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from .errors import bad_request
from .values import Json, Upload

_PLAIN = {
    "callback_query_id",
    "caption",
    "description",
    "language_code",
    "name",
    "parse_mode",
    "secret_token",
    "short_description",
    "text",
    "url",
}


@dataclass(frozen=True)
class Params:
    """Give typed access to the parameters and files of a request."""

    values: Mapping[str, Any]
    files: Mapping[str, Upload]

    def text(self, name: str) -> str:
        """Return a parameter as text, empty when missing."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a parameter as a whole number."""
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(float(value)) if isinstance(value, str) and "." in value else int(value)
        except (TypeError, ValueError):
            raise bad_request(f"{name} must be an integer") from None

    def flag(self, name: str) -> bool:
        """Return a parameter as true or false."""
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes", "t"}

    def structure(self, name: str) -> Any:
        """Return a parameter that is JSON, decoded; None when missing."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def upload(self, name: str) -> Upload | str:
        """Return an uploaded file, or the file id or address sent in its place."""
        if name in self.files:
            return self.files[name]
        value = self.text(name)
        attached = self.files.get(value.removeprefix("attach://"))
        return attached if attached and value.startswith("attach://") else value

    def recorded(self) -> Json:
        """Return all parameters for the record, JSON decoded where it is JSON."""
        decoded: Json = {name: _decode(name, value) for name, value in self.values.items()}
        return decoded | dict(self.files)


def _decode(name: str, value: Any) -> Any:
    if name in _PLAIN or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


async def read_params(request: web.Request) -> Params:
    """Read query, JSON, form or multipart parameters."""
    values: Json = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        body = await request.read()
        values.update(_json_object(body) if body else {})
    elif request.method == "POST":
        for name, field in (await request.post()).items():
            if isinstance(field, web.FileField):
                with field.file as file:
                    files[name] = Upload(field.filename, file.read(), field.content_type)
            else:
                values[name] = field.decode() if isinstance(field, bytes | bytearray) else field
    return Params(values, files)


def _json_object(body: bytes) -> Json:
    try:
        value = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON") from None
    if not isinstance(value, dict):
        raise bad_request("JSON object expected")
    return value
