import json
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
import skops.io
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from skops.io._protocol import PROTOCOL

from nlp.saved import SavedError, read_saved

_words = st.text(st.characters(exclude_categories=["Cs"]))
_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), _words),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_words, inner, max_size=4),
    max_leaves=12,
)
_kinds = arrays.integer_dtypes() | arrays.floating_dtypes(sizes=(32, 64)) | arrays.boolean_dtypes()
_arrays = arrays.arrays(_kinds, arrays.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3))


def _changed(path: Path, **changed: object) -> Path:
    """Write the file again with its schema changed."""
    with ZipFile(path) as parts:
        members = {name: parts.read(name) for name in parts.namelist()}
    members["schema.json"] = json.dumps({**json.loads(members["schema.json"]), **changed}).encode()
    with ZipFile(path, "w") as parts:
        for name, content in members.items():
            parts.writestr(name, content)
    return path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=_values)
def test_what_skops_saved_is_read_the_same(tmp_path: Path, value: object) -> None:
    skops.io.dump(value, tmp_path / "any.skops")
    assert read_saved(tmp_path / "any.skops") == value


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(array=_arrays)
def test_arrays_are_read_the_same(tmp_path: Path, array: np.ndarray) -> None:
    skops.io.dump({"array": [array]}, tmp_path / "any.skops")
    (read,) = read_saved(tmp_path / "any.skops")["array"]
    assert read.dtype == array.dtype
    np.testing.assert_array_equal(read, array)


@pytest.mark.parametrize(
    "value",
    [
        {1, 2},
        (1, 2),
        b"bytes",
        np.float64(1.5),
        {1: "a key that is no text"},
        [np.random.default_rng(0)],
        {"at": [Path("somewhere")]},
        np.array([{}], dtype=object),
        len,
    ],
    ids=repr,
)
def test_no_other_type_is_read(tmp_path: Path, value: object) -> None:
    skops.io.dump(value, tmp_path / "any.skops")
    with pytest.raises(SavedError, match="not a type to trust"):
        read_saved(tmp_path / "any.skops")


def test_no_array_with_a_pickle_in_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "any.skops"
    skops.io.dump([np.zeros(2)], path)
    with ZipFile(path) as parts:
        members = {name: parts.read(name) for name in parts.namelist()}
    with ZipFile(path, "w") as parts:
        for name, content in members.items():
            if not name.endswith(".npy"):
                parts.writestr(name, content)
                continue
            with parts.open(name, "w") as file:
                np.lib.format.write_array(file, np.array([print], dtype=object))
    with pytest.raises(ValueError, match="Object arrays"):
        read_saved(path)


def test_only_the_protocol_that_is_known_is_read(tmp_path: Path) -> None:
    path = tmp_path / "any.skops"
    skops.io.dump([1], path)
    assert read_saved(_changed(path, protocol=PROTOCOL)) == [1]
    with pytest.raises(SavedError, match=f"protocol {PROTOCOL + 1}"):
        read_saved(_changed(path, protocol=PROTOCOL + 1))
