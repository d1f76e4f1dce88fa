"""Answer the methods about the bot itself: commands, descriptions, webhook."""

import re
from collections.abc import Callable
from typing import Any

from .errors import bad_request
from .params import Params
from .values import Json
from .world import World

LONGEST = {"name": 64, "short_description": 120, "description": 512}
MOST_COMMANDS = 100
LONGEST_COMMAND_DESCRIPTION = 256
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


def get_me(world: World, params: Params) -> Json:
    """Describe the bot."""
    return world.me


def set_my_commands(world: World, params: Params) -> bool:
    """Store the commands of a scope and language."""
    given = params.structure("commands")
    if not isinstance(given, list):
        raise bad_request("can't parse commands JSON object")
    if len(given) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[_scope(params)] = dict(_command(item) for item in given)
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    """List the commands of a scope and language."""
    commands = world.commands.get(_scope(params), {})
    return [{"command": name, "description": text} for name, text in commands.items()]


def delete_my_commands(world: World, params: Params) -> bool:
    """Forget the commands of a scope and language."""
    world.commands.pop(_scope(params), None)
    return True


def setter(kind: str) -> Callable[[World, Params], bool]:
    """Build the method that stores a name or description."""

    def store(world: World, params: Params) -> bool:
        text = params.text(kind)
        if len(text) > LONGEST[kind]:
            raise bad_request(f"{kind} is too long; at most {LONGEST[kind]} characters")
        key = (kind, params.text("language_code"))
        if text:
            world.descriptions[key] = text
        else:
            world.descriptions.pop(key, None)
        return True

    return store


def getter(kind: str) -> Callable[[World, Params], Json]:
    """Build the method that returns a name or description."""

    def fetch(world: World, params: Params) -> Json:
        default = world.me["first_name"] if kind == "name" else ""
        common = world.descriptions.get((kind, ""), default)
        return {kind: world.descriptions.get((kind, params.text("language_code")), common)}

    return fetch


def set_webhook(world: World, params: Params) -> bool:
    """Store a webhook; updates are brought where `StandIn.lead_webhook_to` says."""
    url = params.text("url")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    allowed = params.structure("allowed_updates")
    world.webhook = {"allowed_updates": allowed} if url and allowed else {}
    world.updates.webhook_url = url
    world.updates.webhook_secret = params.text("secret_token")
    if params.flag("drop_pending_updates"):
        world.updates.drop()
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """Forget the webhook."""
    return set_webhook(world, Params({**params.values, "url": ""}, {}))


def get_webhook_info(world: World, params: Params) -> Json:
    """Describe the webhook."""
    return {
        "url": world.updates.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
        **world.webhook,
    }


def log_out(world: World, params: Params) -> bool:
    """End all further use of the token."""
    world.logged_out = True
    return True


def close(world: World, params: Params) -> bool:
    """Do as if the bot were about to move to another server."""
    return True


def _command(item: Any) -> tuple[str, str]:
    name, text = (str(item.get(key, "")) for key in ("command", "description"))
    name = name.removeprefix("/")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(text) <= LONGEST_COMMAND_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return name, text


def _scope(params: Params) -> tuple[str, str]:
    scope = params.structure("scope") or {"type": "default"}
    if not isinstance(scope, dict):
        raise bad_request("can't parse scope JSON object")
    parts = [str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope]
    return ":".join(parts), params.text("language_code")
