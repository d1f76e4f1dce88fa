import asyncio
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from telegram import Bot

from bot.coach import Button, Delivery, Message, Picture, Staircase
from bot.telegram import insisting, pace, sending
from bot.telegram.pace import Pace
from bot.telegram.parsing import CHANNEL
from bot.telegram.sending import Sending, keyboard
from bot.telegram.stopping import Stop
from models import Store
from tests.conftest import MovedClock
from tests.standin import Chat, Kind, StandIn

PICTURE = Staircase(step=2, probabilities=(0, 1, 0, 0, 0), alternative="En trappe & et flag.")
BUTTONS = (Button("Hvorfor?", "why:1"), Button("Passer ikke", "wrong:1"))


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "SECONDS_BETWEEN_IN_CHAT", 0.01)
    monkeypatch.setattr(sending, "PAUSES", (0.01, 0.01))


@pytest.fixture
def chat(server: StandIn) -> Chat:
    return server.private_chat()


@pytest.fixture
def late() -> Stop:
    return Stop()


@pytest.fixture
def drawn() -> bytes:
    stream = BytesIO()
    Image.new("RGB", (40, 20)).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def picture(tmp_path: Path, drawn: bytes) -> Path:
    path = tmp_path / "picture.png"
    path.write_bytes(drawn)
    return path


@pytest.fixture
def sender(bot: Bot, delivery: Delivery, picture: Path, late: Stop) -> Sending:
    return Sending(bot, delivery, lambda _: picture, late, Pace(10_000))


@pytest.fixture
def write(own_store: Store, clock: MovedClock) -> Any:
    def put(chat: Chat, *messages: Message) -> None:
        with own_store.visit(CHANNEL, str(chat.id), clock()) as visit:
            for message in messages:
                visit.write(message.to_dict())

    return put


def text(html: str, *buttons: Button, picture: Picture | None = None) -> Message:
    return Message("answer", html, buttons, picture)


def rows(labels: Sequence[str]) -> list[list[str]]:
    laid = keyboard([Button(label, f"do:{label}") for label in labels])
    assert laid
    return [[key.text for key in row] for row in laid.inline_keyboard]


def test_short_buttons_share_a_row_and_long_ones_do_not() -> None:
    long = "Dem, der er med, har selv valgt emnet"
    assert rows(["a", "b", "c"]) == [["a", "b"], ["c"]]
    assert rows(["a", long, "b", "c"]) == [["a"], [long], ["b", "c"]]
    assert rows([long, long]) == [[long], [long]]
    assert keyboard([]) is None


@settings(max_examples=100)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=9))
def test_every_button_stands_once_and_in_order(labels: list[str]) -> None:
    laid = keyboard([Button(label, str(place)) for place, label in enumerate(labels)])
    assert laid
    assert all(1 <= len(row) <= 2 for row in laid.inline_keyboard)
    keys = [key for row in laid.inline_keyboard for key in row]
    assert [(key.text, key.callback_data) for key in keys] == [
        (label, str(place)) for place, label in enumerate(labels)
    ]


async def test_what_waits_goes_out_in_order_and_once(
    sender: Sending, delivery: Delivery, chat: Chat, write: Any
) -> None:
    write(chat, *(text(f"<b>{number}</b> &amp;") for number in range(4)))
    await asyncio.gather(*(sender.deliver(str(chat.id)) for _ in range(3)))
    await sender.sweep()
    assert [message.text for message in chat.messages] == [f"{number} &" for number in range(4)]
    assert delivery.unsent(str(chat.id)) == []


async def test_who_has_nothing_waiting_can_be_written_to_by_another_process(
    sender: Sending, own_store: Store, chat: Chat, write: Any
) -> None:
    write(chat, text("en"))
    # The second finds nothing left, as a sweep does that came late.
    await asyncio.gather(*(sender.deliver(str(chat.id)) for _ in range(2)))
    other = own_store.claims("another process")
    assert other.claim(CHANNEL, str(chat.id)) == []


async def test_a_picture_carries_the_words_the_buttons_and_what_it_shows(
    sender: Sending, chat: Chat, write: Any, drawn: bytes
) -> None:
    write(chat, text("<b>Trin 2</b>", *BUTTONS, picture=PICTURE))
    await sender.deliver(str(chat.id))
    [message] = chat.messages
    assert message.photo == drawn
    assert message.caption == "Trin 2\n\nEn trappe & et flag."
    assert message.labels == ["Hvorfor?", "Passer ikke"]


async def test_words_too_long_for_a_caption_follow_the_picture(
    sender: Sending, chat: Chat, write: Any
) -> None:
    write(chat, text("æ" * 1010, *BUTTONS, picture=PICTURE))
    await sender.deliver(str(chat.id))
    shown, words = chat.messages
    assert (shown.caption, shown.labels) == ("En trappe & et flag.", [])
    assert (words.text, words.labels) == ("æ" * 1010, ["Hvorfor?", "Passer ikke"])


@pytest.mark.parametrize("with_picture", [False, True])
async def test_markup_that_telegram_refuses_is_left_out(
    sender: Sending, chat: Chat, write: Any, with_picture: bool
) -> None:
    shown = PICTURE if with_picture else None
    write(chat, text("<b>fed & skæv", *BUTTONS, picture=shown), text("næste"))
    await sender.deliver(str(chat.id))
    first, second = chat.messages
    assert (first.text or first.caption).startswith("fed & skæv")
    assert first.entities == []
    assert first.labels == ["Hvorfor?", "Passer ikke"]
    assert second.text == "næste"


async def test_a_refusal_after_failures_still_lets_the_words_through(
    server: StandIn, sender: Sending, chat: Chat, write: Any
) -> None:
    server.fail("sendMessage", "500", 2)
    write(chat, text("<b>skæv"))
    await sender.deliver(str(chat.id))
    assert [message.text for message in chat.messages] == ["skæv"]


async def test_a_message_that_telegram_will_never_take_holds_up_nothing(
    sender: Sending, delivery: Delivery, chat: Chat, write: Any
) -> None:
    write(chat, text("x", Button("lang", "x" * 65)), text("næste"))
    await sender.deliver(str(chat.id))
    assert [message.text for message in chat.messages] == ["næste"]
    assert delivery.unsent(str(chat.id)) == []


@pytest.fixture(params=["refused", "not drawn"])
def no_picture(request: pytest.FixtureRequest, picture: Path) -> None:
    if request.param == "refused":
        picture.write_bytes(b"nothing that Telegram knows")
    else:
        picture.unlink()


@pytest.mark.usefixtures("no_picture")
async def test_the_words_go_without_a_picture(sender: Sending, chat: Chat, write: Any) -> None:
    write(chat, text("<b>Trin 2</b>", *BUTTONS, picture=PICTURE))
    await sender.deliver(str(chat.id))
    [message] = chat.messages
    assert (message.text, message.labels) == ("Trin 2", ["Hvorfor?", "Passer ikke"])


@pytest.mark.parametrize("kind", ["500", "502", "drop_before", "malformed", "429"])
async def test_what_can_not_be_sent_now_waits_for_the_sweep(
    server: StandIn, sender: Sending, delivery: Delivery, chat: Chat, write: Any, kind: Kind
) -> None:
    other = server.private_chat()
    fault = server.fail("sendMessage", kind, 3, chat_id=chat.id)
    write(chat, text("en"), text("to"))
    write(other, text("tre"))
    await sender.deliver(str(chat.id))
    assert (fault.hits, chat.messages) == (3, [])
    assert len(delivery.unsent(str(chat.id))) == 2
    await sender.sweep()
    assert [message.text for message in chat.messages] == ["en", "to"]
    assert [message.text for message in other.messages] == ["tre"]


async def test_what_waits_for_somebody_who_left_is_let_go(
    sender: Sending, delivery: Delivery, chat: Chat, write: Any
) -> None:
    chat.block()
    write(chat, text("en"), text("to"))
    await sender.deliver(str(chat.id))
    assert delivery.unsent(str(chat.id)) == []
    assert chat.messages == []


async def test_a_chat_that_is_gone_is_let_go(
    server: StandIn, sender: Sending, delivery: Delivery, own_store: Store, clock: MovedClock
) -> None:
    with own_store.visit(CHANNEL, "99", clock()) as visit:
        for html in ("en", "to"):
            visit.write(text(html).to_dict())
    await sender.deliver("99")
    assert delivery.waiting_addresses() == []
    assert len([call for call in server.calls if call.method == "sendMessage"]) == 1


async def test_a_late_stop_leaves_the_message_in_the_outbox(
    server: StandIn, sender: Sending, delivery: Delivery, chat: Chat, write: Any, late: Stop
) -> None:
    write(chat, text("en"), text("to"))
    with server.hold("sendMessage", before=True) as gate:
        delivering = asyncio.create_task(sender.deliver(str(chat.id)))
        await asyncio.to_thread(gate.wait)
        late.ask()
        await asyncio.wait_for(delivering, 2)
        assert len(delivery.unsent(str(chat.id))) == 2


async def test_a_message_that_no_outbox_holds_tells_whether_to_try_again(
    server: StandIn, sender: Sending, chat: Chat
) -> None:
    assert await sender.send_now(str(chat.id), text("<i>hej</i>"))
    server.fail("sendMessage", "500", 3)
    assert not await sender.send_now(str(chat.id), text("farvel"))
    chat.block()
    assert await sender.send_now(str(chat.id), text("farvel"))
    assert [message.text for message in chat.messages] == ["hej"]


class GoneFor:
    """Let a step of the delivery fail so many times, as with a database that is gone."""

    def __init__(self, delivery: Delivery, name: str, times: int, monkeypatch: Any) -> None:
        self._real = getattr(delivery, name)
        self._left = times
        monkeypatch.setattr(delivery, name, self)

    def __call__(self, *arguments: Any) -> Any:
        if self._left:
            self._left -= 1
            raise OSError("gone")
        return self._real(*arguments)


async def test_what_telegram_took_goes_out_once_though_it_could_not_be_noted_at_first(
    sender: Sending, delivery: Delivery, chat: Chat, write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(insisting, "PAUSES", (0.01,))
    write(chat, text("en"), text("to"))
    GoneFor(delivery, "sent", 3, monkeypatch)
    await sender.deliver(str(chat.id))
    assert [message.text for message in chat.messages] == ["en", "to"]
    assert delivery.unsent(str(chat.id)) == []


async def test_a_claim_that_could_not_be_used_is_let_go_of_at_the_next_sweep(
    sender: Sending, delivery: Delivery, chat: Chat, write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(chat, text("en"))
    monkeypatch.setattr(sender, "_send", GoneFor(delivery, "begins", 1, monkeypatch))
    await sender.deliver(str(chat.id))
    assert chat.messages == []
    monkeypatch.undo()
    await sender.sweep()
    assert [message.text for message in chat.messages] == ["en"]
