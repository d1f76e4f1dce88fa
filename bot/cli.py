"""The command `trinvis`."""

import asyncio
import logging
import sys
from collections.abc import Callable
from functools import partial
from typing import TextIO

import click

from bot.operating import COMMANDS, UnknownError
from bot.settings import Settings, SettingsError, host_and_port, load_settings

FAILED, MISUSED = 1, 2


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=False,
)
@click.option("-v", "--verbose", is_flag=True, help="Say more in the log (standard error).")
def cli(verbose: bool) -> None:
    """Coach for municipalities on their way to co-creation, in Danish."""
    logging.basicConfig(
        level=logging.INFO if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    # Where the disk is full, no complaint about the log can be written either.
    logging.raiseExceptions = False


for command in COMMANDS:
    cli.add_command(command)


# What is no UTF-8 is kept as it is, so that only its own line is refused.
_input = click.argument(
    "file", type=click.File("r", encoding="utf-8-sig", errors="surrogateescape"), default="-"
)


@cli.command()
@_input
def classify(file: TextIO) -> None:
    """Place each description of FILE (JSON Lines with «text»)."""
    from bot.assembly import understand
    from bot.batch import classify_row
    from bot.jsonl import answer_lines

    understanding = understand(load_settings())
    good = answer_lines(file, sys.stdout, lambda row: classify_row(row, understanding))
    sys.exit(0 if good else FAILED)


@cli.command()
@_input
def ask(file: TextIO) -> None:
    """Answer each question of FILE (JSON Lines with «text», and «context_step» where known)."""
    from bot.assembly import speak, understand
    from bot.batch import ask_row
    from bot.coach import Asking
    from bot.jsonl import answer_lines

    understanding, asking = understand(load_settings()), Asking(speak())
    good = answer_lines(file, sys.stdout, lambda row: ask_row(row, understanding, asking))
    sys.exit(0 if good else FAILED)


@cli.command()
@_input
def redact(file: TextIO) -> None:
    """Take what points at a person out of each «text» of FILE (JSON Lines)."""
    from bot.jsonl import answer_lines
    from bot.redacting import redact_row
    from nlp.redaction import open_redactor

    redactor = open_redactor(load_settings().spacy_model)
    good = answer_lines(file, sys.stdout, lambda row: redact_row(row, redactor))
    sys.exit(0 if good else FAILED)


@cli.command()
@_input
@click.option("--dialogue", is_flag=True, help="Measure after zero, one and two questions.")
def evaluate(file: TextIO, dialogue: bool) -> None:
    """Measure placements against the «step» of each line of FILE (JSON Lines)."""
    from bot.assembly import understand
    from bot.evaluating import evaluate_lines
    from bot.jsonl import write_line

    measured, errors = evaluate_lines(file, understand(load_settings()), dialogue=dialogue)
    if measured:
        write_line(sys.stdout, measured)
    for error in errors:
        click.echo(f"trinvis: {error}", err=True)
    sys.exit(FAILED if errors else 0)


@cli.command()
@click.option("--if-needed", is_flag=True, help="Only where the trained artefact does not match.")
def train(if_needed: bool) -> None:
    """Train the classifier from the content, and tell how good it is."""
    settings = load_settings()
    if if_needed:
        from nlp.fingerprint import is_trained

        if is_trained(settings.spacy_model, embeddings=settings.embeddings):
            return
    from bot.assembly import understand
    from bot.report import print_measures

    print_measures(understand(settings, anew=True).measured)


@cli.command()
@click.option("--jsonl", is_flag=True, help="JSON Lines in and out, for scripts.")
def chat(jsonl: bool) -> None:
    """Talk with the coach in the terminal."""
    good = _chat(load_settings(), jsonl=jsonl)
    sys.exit(0 if good else FAILED)


def _chat(settings: Settings, *, jsonl: bool) -> bool:
    from bot.assembly import open_house
    from bot.console import CHANNEL, Chat, chat_as_lines, chat_as_person

    with open_house(settings) as house:
        talk = Chat(house.coach, house.paint, partial(house.advance, CHANNEL), house.save)
        if jsonl:
            return chat_as_lines(talk, sys.stdin, sys.stdout)
        replies = house.voice.replies
        chat_as_person(talk, replies.render("goodbye"), replies.render("terminal_hint"))
    return True


@cli.command()
@click.option("--webhook", metavar="URL", help="Have updates brought to this address instead.")
def serve(webhook: str | None) -> None:
    """Run the Telegram bot, with long polling or a webhook."""
    if webhook is not None and not webhook.startswith("https://"):
        raise click.BadParameter("Telegram brings updates to https:// only", param_hint="--webhook")
    settings = load_settings()
    if not settings.telegram_token or not settings.telegram_token.get_secret_value():
        raise SettingsError(
            "TRINVIS_TELEGRAM_TOKEN is not set; get a token from BotFather in Telegram "
            "and put it in .env or the environment"
        )
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_serve(settings, settings.telegram_token.get_secret_value(), webhook))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Give the quicker event loop, or none where it is not installed."""
    try:
        from uvloop import new_event_loop
    except ImportError:
        return None
    return new_event_loop


async def _serve(settings: Settings, token: str, webhook: str | None) -> None:
    from telegram.error import InvalidToken

    from bot.assembly import open_house
    from bot.telegram.allowance import Allowance
    from bot.telegram.logs import hide_token
    from bot.telegram.parsing import CHANNEL
    from bot.telegram.serving import Server
    from bot.telegram.webhook import WebhookAddress

    hide_token(token)
    with open_house(settings) as house:
        delivery = house.delivery(CHANNEL)
        server = Server(
            house.coach,
            delivery,
            house.due,
            house.paint,
            token,
            settings.telegram_api_url,
            Allowance(settings.most_a_minute, settings.most_a_day),
            settings.messages_a_second,
            WebhookAddress(webhook, *host_and_port(settings.listen)) if webhook else None,
            host_and_port(settings.operation_listen) if settings.operation_listen else None,
            house.lapsing,
        )
        try:
            await server.run()
        except InvalidToken:
            raise SettingsError(
                "TRINVIS_TELEGRAM_TOKEN is not accepted by Telegram; copy it again from BotFather"
            ) from None


@cli.command()
def doctor() -> None:
    """Show what is installed, configured and reachable, and how to get what is missing."""
    from bot.doctor import examine

    sys.exit(0 if asyncio.run(examine(load_settings())) else FAILED)


def main() -> None:
    """Run the command; every error is one line on standard error."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(FAILED)
    except click.FileError as error:
        _fail(error.format_message(), MISUSED)
    except click.ClickException as error:
        _fail(f"{error.format_message()} (see trinvis --help)", MISUSED)
    except SettingsError as error:
        _fail(str(error), MISUSED)
    except UnknownError as error:
        _fail(str(error), FAILED)
    except BrokenPipeError:
        sys.exit(FAILED)
    except Exception as error:
        _fail_at_work(error)


def _fail_at_work(error: Exception) -> None:
    from sqlalchemy.exc import SQLAlchemyError

    from content.errors import ContentError
    from models.database import DatabaseUrlError
    from models.keys import KeyFileError

    if isinstance(error, DatabaseUrlError):
        _fail(f"TRINVIS_DATABASE_URL: {error}", MISUSED)
    if isinstance(error, KeyFileError):
        _fail(str(error), MISUSED)
    if isinstance(error, ContentError):
        _fail(f"the content has an error: {error}", FAILED)
    if isinstance(error, SQLAlchemyError):
        _fail("the database can't be used; «trinvis doctor» tells why", FAILED)
    logging.getLogger(__name__).debug("The command failed.", exc_info=error)
    _fail(f"{type(error).__name__}: {error}; «trinvis doctor» may tell why", FAILED)


def _fail(message: str, status: int) -> None:
    click.echo(f"trinvis: {' '.join(message.split())}", err=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
