"""What the people who run the bot do at the command line."""

import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from bot.settings import Settings, load_settings


class UnknownError(Exception):
    """Tell that what was named is not there."""


class UnknownInvitationError(UnknownError):
    """Tell that there is no such invitation."""

    def __init__(self, which: str) -> None:
        super().__init__(f"there is no invitation «{which}»; trinvis invitations lists them")


class UnknownPersonError(UnknownError):
    """Tell that nothing is kept of somebody."""

    def __init__(self, who: str) -> None:
        super().__init__(f"nothing is kept of «{who}»; give the number of the chat")


@click.command()
@click.option("--days", default=7, type=click.IntRange(1, 3660), show_default=True)
def prompts(days: int) -> None:
    """List the prompts that the next days bring (JSON Lines); nothing is sent."""
    _prompts(load_settings(), days)


def _prompts(settings: Settings, days: int) -> None:
    from bot.assembly import open_schedule
    from bot.jsonl import write_line
    from bot.telegram.parsing import CHANNEL

    with open_schedule(settings) as (due, calendar):
        for coming in due.within(CHANNEL, timedelta(days=days)):
            row = {
                "at": calendar.local(coming.at).isoformat(),
                "person": coming.person,
                "frequency": coming.rhythm.frequency,
            }
            write_line(sys.stdout, row)


@click.command()
@click.argument("who")
def export(who: str) -> None:
    """Print all that is kept of a person, by chat number or number here, as JSON."""
    found = _export(load_settings(), who)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


def _export(settings: Settings, who: str) -> dict[str, object]:
    from bot.assembly import open_store

    with open_store(settings) as store, store.look_at(who, datetime.now(UTC)) as visit:
        if visit is None:
            raise UnknownPersonError(who)
        return visit.everything()


@click.command()
@click.argument("who")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def erase(who: str, yes: bool) -> None:
    """Delete all that is kept of a person, by chat number or number here, at once."""
    if not yes:
        click.confirm(f"Delete everything about {who}? It can't be undone", abort=True, err=True)
    _erase(load_settings(), who)


def _erase(settings: Settings, who: str) -> None:
    from bot.assembly import open_store

    with open_store(settings) as store, store.look_at(who, datetime.now(UTC)) as visit:
        if visit is None:
            raise UnknownPersonError(who)
        visit.forget_person()


@click.command("rotate-key")
def rotate_key() -> None:
    """Encrypt all that is kept with a new key; the one before is kept till the next time."""
    number = _rotate(load_settings())
    click.echo(f"{number} rows are encrypted with the new key", err=True)


def _rotate(settings: Settings) -> int:
    from bot.assembly import open_store
    from models.keys import change_key

    with open_store(settings):
        change_key(settings.keys)
    with open_store(settings) as store:
        return store.lock_again()


@click.command("invite")
@click.option("--people", default=1, type=click.IntRange(1, 100_000), show_default=True)
@click.option("--days", default=14, type=click.IntRange(1, 3660), show_default=True)
def invite(people: int, days: int) -> None:
    """Make an invitation for so many people and days; its link is shown only now."""
    code, link = _invite(load_settings(), people, timedelta(days=days))
    click.echo(link or f"/start {code}")


def _invite(settings: Settings, people: int, lasts: timedelta) -> tuple[str, str]:
    from bot.assembly import open_store
    from bot.telegram.profile import link_to

    now = datetime.now(UTC)
    with open_store(settings) as store:
        code = store.invitations.invite(people, now, now + lasts)
    token = settings.telegram_token.get_secret_value() if settings.telegram_token else ""
    return code, asyncio.run(link_to(token, settings.telegram_api_url, code)) if token else ""


@click.command("invitations")
def invitations() -> None:
    """List the open invitations (JSON Lines): number, places left, last moment."""
    _invitations(load_settings())


def _invitations(settings: Settings) -> None:
    from bot.assembly import open_store
    from bot.jsonl import write_line

    with open_store(settings) as store:
        for each in store.invitations.open_ones(datetime.now(UTC)):
            row = {"number": each.id, "left": each.left, "ends_at": each.ends_at.isoformat()}
            write_line(sys.stdout, row)


@click.command("revoke")
@click.argument("which")
def revoke(which: str) -> None:
    """Take an invitation back, by its code or its number; who came in by it stays."""
    if not _revoke(load_settings(), which):
        raise UnknownInvitationError(which)


def _revoke(settings: Settings, which: str) -> bool:
    from bot.assembly import open_store

    with open_store(settings) as store:
        return store.invitations.revoke(which)


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """Copy the SQLite database to FILE, also while the bot runs; the key file is not in it."""
    from models.database import copy_sqlite

    if file.exists():
        raise click.BadParameter(f"{file} is there already; name a new file", param_hint="FILE")
    copy_sqlite(load_settings().database, file)


COMMANDS = (prompts, export, erase, rotate_key, invite, invitations, revoke, backup)
