from pathlib import Path

import pytest

from bot.settings import SettingsError, load_settings
from tests.command import own_settings as own_settings

pytestmark = pytest.mark.usefixtures("own_settings")

NAMES = [
    "TRINVIS_DATA_DIR",
    "TRINVIS_DATABASE_URL",
    "TRINVIS_KEY_FILE",
    "TRINVIS_TELEGRAM_TOKEN",
    "TRINVIS_TELEGRAM_API_URL",
    "TRINVIS_SPACY_MODEL",
    "TRINVIS_TIMEZONE",
    "TRINVIS_EMBEDDINGS",
    "TRINVIS_MESSAGES_A_SECOND",
    "TRINVIS_ACCESS",
    "TRINVIS_OPERATORS",
    "TRINVIS_MOST_A_MINUTE",
    "TRINVIS_MOST_A_DAY",
    "TRINVIS_ERASE_AFTER_DAYS",
    "TRINVIS_LISTEN",
    "TRINVIS_OPERATION_LISTEN",
]
TOKEN = "123456:hemmelig-hemmelig"


def test_settings_that_are_not_set_have_the_promised_values(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TRINVIS_DATA_DIR")
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")
    settings = load_settings()
    assert settings.data_dir.name == "trinvis"
    assert settings.database == f"sqlite:///{settings.data_dir}/trinvis.db"
    assert settings.pictures.parent == settings.data_dir
    assert settings.telegram_token is None
    assert settings.telegram_api_url == "https://api.telegram.org/bot"
    assert settings.spacy_model == "da_core_news_sm"
    assert settings.timezone == "Europe/Copenhagen"
    assert settings.embeddings


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        *dict.fromkeys(("off", "0", "no", "false", "OFF"), False).items(),
        *dict.fromkeys(("on", "1", "yes", "true", ""), True).items(),
    ],
)
def test_embeddings_are_switched_on_and_off_in_words(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: bool
) -> None:
    monkeypatch.setenv("TRINVIS_EMBEDDINGS", value)
    settings = load_settings()
    assert settings.embeddings is expected
    assert settings.shown()["TRINVIS_EMBEDDINGS"] == ("on" if expected else "off")


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("DATABASE_URL", "database", "postgresql+psycopg://ida@localhost/trinvis"),
        ("TELEGRAM_API_URL", "telegram_api_url", "http://127.0.0.1:8081/bot"),
        ("SPACY_MODEL", "spacy_model", "/models/da"),
        ("TIMEZONE", "timezone", "America/Nuuk"),
    ],
)
def test_setting_is_read_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, name: str, field: str, value: str
) -> None:
    monkeypatch.setenv(f"TRINVIS_{name}", value)
    assert getattr(load_settings(), field) == value


def test_setting_is_read_from_a_file_and_the_environment_goes_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(
        "TRINVIS_TIMEZONE=America/Nuuk\nTRINVIS_SPACY_MODEL=file\nOTHER=1\n", encoding="utf-8"
    )
    monkeypatch.setenv("TRINVIS_SPACY_MODEL", "environment")
    settings = load_settings()
    assert (settings.timezone, settings.spacy_model) == ("America/Nuuk", "environment")


def test_setting_that_is_set_to_nothing_has_its_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TIMEZONE", "DATABASE_URL", "TELEGRAM_TOKEN", "TELEGRAM_API_URL"):
        monkeypatch.setenv(f"TRINVIS_{name}", "")
    settings = load_settings()
    assert settings.timezone == "Europe/Copenhagen"
    assert settings.database.startswith("sqlite:///")
    assert settings.telegram_token is None


def test_slash_at_the_end_of_the_telegram_address_is_no_matter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TRINVIS_TELEGRAM_API_URL", "http://127.0.0.1:8081/bot/")
    assert load_settings().telegram_api_url == "http://127.0.0.1:8081/bot"


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("TRINVIS_TIMEZONE", "Mars/Olympus", "Europe/Copenhagen"),
        ("TRINVIS_TIMEZONE", "../etc/passwd", "Europe/Copenhagen"),
        ("TRINVIS_TELEGRAM_API_URL", "127.0.0.1:8081", "http://"),
        ("TRINVIS_DATABASE_URL", "nonsense", "sqlite:///"),
        ("TRINVIS_EMBEDDINGS", "perhaps", "boolean"),
        (
            "TRINVIS_DATABASE_URL",
            "postgresql+psycopg://ida:hemmelig@localhost:port/x",
            "sqlite:///",
        ),
    ],
)
def test_wrong_setting_is_named_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, hint: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    message = str(caught.value)
    assert message.startswith(f"{name}: ")
    assert hint in message
    assert "hemmelig" not in message
    assert "\n" not in message


def test_all_settings_are_shown_and_secrets_are_masked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(load_settings().shown()) == NAMES
    assert load_settings().shown()["TRINVIS_TELEGRAM_TOKEN"] == "–"
    monkeypatch.setenv("TRINVIS_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("TRINVIS_DATABASE_URL", "postgresql+psycopg://ida:hemmelig@localhost/db")
    settings = load_settings()
    assert settings.shown()["TRINVIS_TELEGRAM_TOKEN"] == "•••"
    assert "ida" in settings.shown()["TRINVIS_DATABASE_URL"]
    assert "hemmelig" not in f"{settings.shown()} {settings.telegram_token!r}"
