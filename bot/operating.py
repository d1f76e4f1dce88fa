"""What the people who run the bot do at the command line."""

import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta

import click

from bot.settings import Settings, load_settings


class UnknownPersonError(Exception):
    """Tell that nothing is kept of somebody."""

    def __init__(self, who: str) -> None:
        super().__init__(f"nothing is kept of «{who}»; give the number of the chat")


@click.command()
@click.option("--days", default=7, type=click.IntRange(1, 3660), show_default=True)
def prompts(days: int) -> None:
    """List the prompts that the next days bring (JSON Lines); nothing is sent."""
    asyncio.run(_prompts(load_settings(), days))


async def _prompts(settings: Settings, days: int) -> None:
    from bot.assembly import open_schedule
    from bot.jsonl import write_line
    from bot.telegram.parsing import CHANNEL

    async with open_schedule(settings) as (due, calendar):
        for coming in await due.within(CHANNEL, timedelta(days=days)):
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
    found = asyncio.run(_export(load_settings(), who))
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


async def _export(settings: Settings, who: str) -> dict[str, object]:
    from bot.assembly import open_store

    async with open_store(settings) as store, store.look_at(who, datetime.now(UTC)) as visit:
        if visit is None:
            raise UnknownPersonError(who)
        return await visit.everything()


@click.command()
@click.argument("who")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def erase(who: str, yes: bool) -> None:
    """Delete all that is kept of a person, by chat number or number here, at once."""
    if not yes:
        click.confirm(f"Delete everything about {who}? It can't be undone", abort=True, err=True)
    asyncio.run(_erase(load_settings(), who))


async def _erase(settings: Settings, who: str) -> None:
    from bot.assembly import open_store

    async with open_store(settings) as store, store.look_at(who, datetime.now(UTC)) as visit:
        if visit is None:
            raise UnknownPersonError(who)
        await visit.forget_person()


@click.command("rotate-key")
def rotate_key() -> None:
    """Encrypt all that is kept with a new key; the one before is kept till the next time."""
    number = asyncio.run(_rotate(load_settings()))
    click.echo(f"{number} rows are encrypted with the new key", err=True)


async def _rotate(settings: Settings) -> int:
    from bot.assembly import open_store
    from models.keys import change_key

    async with open_store(settings):
        change_key(settings.keys)
    async with open_store(settings) as store:
        return await store.lock_again()


COMMANDS = (prompts, export, erase, rotate_key)
