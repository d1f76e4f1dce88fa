"""Read what skops saved, where it is made of nothing but dicts, lists, arrays, numbers and texts.

For any file skops loads all of scikit-learn, which nothing but training needs: a second at each
start, and 85 MB for as long as the process runs.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np

_PROTOCOL = 2
_SCHEMA = "schema.json"


class SavedError(ValueError):
    """Say what in a file can't be read."""


def read_saved(path: Path) -> Any:
    """Read a file; raise SavedError for a type that is not among those."""
    with ZipFile(path) as parts:
        schema = json.loads(parts.read(_SCHEMA))
        if schema["protocol"] != _PROTOCOL:
            raise SavedError(f"{path} is of protocol {schema['protocol']}, not {_PROTOCOL}")
        return _value(schema, parts)


def _value(node: Mapping[str, Any], parts: ZipFile) -> Any:
    match node:
        case {"__loader__": "DictNode", "__class__": "dict", "content": content, "key_types": keys}:
            if all(kind["__class__"] == "str" for kind in keys["content"]):
                return {key: _value(value, parts) for key, value in content.items()}
        case {"__loader__": "ListNode", "__class__": "list", "content": content}:
            return [_value(value, parts) for value in content]
        case {"__loader__": "JsonNode", "__class__": "str", "content": content}:
            return json.loads(content)
        case {"__loader__": "NdArrayNode", "__class__": "ndarray", "type": "numpy", "file": name}:
            with parts.open(name) as file:
                return np.lib.format.read_array(file, allow_pickle=False)
    raise SavedError(f"{node.get('__module__')}.{node.get('__class__')} is not a type to trust")
