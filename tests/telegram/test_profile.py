import pytest
from telegram import Bot

from bot.telegram import profile
from bot.telegram.profile import introduce
from tests.standin import StandIn

COMMANDS = [("start", "Begynd her"), ("hjaelp", "Hvad jeg kan")]
TEXTS = {"description": "Jeg er en <coach> & mere.", "short_description": "Kort."}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile, "_PAUSES", (0.01, 0.01))


def is_introduced(server: StandIn) -> bool:
    return server.commands == {("default", ""): dict(COMMANDS)} and server.descriptions == {
        (kind, ""): text for kind, text in TEXTS.items()
    }


async def test_menu_and_descriptions_are_set(server: StandIn, bot: Bot) -> None:
    await introduce(bot, COMMANDS, TEXTS)
    assert is_introduced(server)


@pytest.mark.parametrize("method", ["setMyCommands", "setMyDescription", "setMyShortDescription"])
async def test_it_is_tried_again(server: StandIn, bot: Bot, method: str) -> None:
    server.fail(method, "500", 2)
    await introduce(bot, COMMANDS, TEXTS)
    assert is_introduced(server)


async def test_it_is_given_up_quietly(server: StandIn, bot: Bot) -> None:
    fault = server.fail("setMyCommands", "500", 9)
    await introduce(bot, COMMANDS, TEXTS)
    assert fault.hits == 3
    assert server.commands == {}
