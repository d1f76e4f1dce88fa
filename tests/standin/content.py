"""Check the text, caption and files of a request."""

import io

from PIL import Image

from .errors import bad_request
from .formatting import Formatted, parse_html, trim, utf16_length
from .params import Params
from .values import Json, Upload
from .world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_PHOTO_BYTES = 10_000_000
MOST_SIDES = 10_000
MOST_RATIO = 20
MOST_DOCUMENT_BYTES = 50_000_000


def read_text(params: Params) -> Json:
    """Return the fields of a text message."""
    formatted = _formatted(params, "text", "entities")
    if not formatted.text:
        raise bad_request("message text is empty")
    if utf16_length(formatted.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return _fields("text", "entities", formatted)


def read_caption(params: Params) -> Json:
    """Return the fields of a caption, none when it is empty."""
    formatted = _formatted(params, "caption", "caption_entities")
    if utf16_length(formatted.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return _fields("caption", "caption_entities", formatted) if formatted.text else {}


def read_photo(world: World, params: Params) -> tuple[Upload, Json]:
    """Return an uploaded or known photo, a picture within limits, and its fields."""
    upload = _file(world, params, "photo", MOST_PHOTO_BYTES)
    try:
        with Image.open(io.BytesIO(upload.content)) as image:
            image.verify()
            width, height = image.size
    except (OSError, SyntaxError, ValueError):
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    if width + height > MOST_SIDES or max(width, height) > MOST_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    size = {**world.keep_file(upload), "width": width, "height": height}
    return upload, {"photo": [size]}


def read_document(world: World, params: Params) -> tuple[Upload, Json]:
    """Return an uploaded or known document and its fields."""
    upload = _file(world, params, "document", MOST_DOCUMENT_BYTES)
    described = {"file_name": upload.name, "mime_type": upload.mime}
    return upload, {"document": {**world.keep_file(upload), **described}}


def _formatted(params: Params, name: str, entities_name: str) -> Formatted:
    source = params.text(name)
    mode = params.text("parse_mode").lower()
    if mode == "html":
        return trim(parse_html(source))
    if mode:
        raise bad_request("unsupported parse_mode")
    entities = params.structure(entities_name) or []
    if not isinstance(entities, list):
        raise bad_request("can't parse entities: Array of MessageEntity expected")
    return trim(Formatted(source, entities))


def _fields(name: str, entities_name: str, formatted: Formatted) -> Json:
    fields: Json = {name: formatted.text}
    if formatted.entities:
        fields[entities_name] = formatted.entities
    return fields


def _file(world: World, params: Params, name: str, most: int) -> Upload:
    given = params.upload(name)
    if isinstance(given, str):
        if not given:
            raise bad_request(f"there is no {name} in the request")
        if given not in world.files:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return world.files[given]
    if not given.content:
        raise bad_request("file must be non-empty")
    if len(given.content) > most:
        raise bad_request(f"file is too big; the maximum is {most} bytes")
    return given
