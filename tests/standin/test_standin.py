"""Drive the sending and editing methods with python-telegram-bot."""

import io

import httpx
import pytest
from PIL import Image
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
)
from telegram.error import BadRequest, Forbidden, InvalidToken

from . import StandIn, Upload

pytestmark = pytest.mark.asyncio


def picture(width: int = 40, height: int = 30) -> bytes:
    """Draw an empty PNG."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(buffer, "PNG")
    return buffer.getvalue()


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    """Build one row of buttons with their labels as data."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(x, callback_data=x) for x in labels]])


async def test_get_me(server: StandIn, bot: Bot) -> None:
    assert bot.username == "standin_bot"
    assert server.calls[0].method == "getMe"


async def test_wrong_token_is_unauthorized(server: StandIn) -> None:
    intruder = Bot("1:wrong", base_url=server.url)
    with pytest.raises(InvalidToken):
        await intruder.initialize()
    await intruder.request.shutdown()
    assert server.refusals[0].code == 401
    assert server.refusals[0].description == "Unauthorized"
    assert server.calls == []


async def test_unknown_method_and_path(server: StandIn) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{server.url}{server.token}/sendPigeon")
        assert (answer.status_code, answer.json()["error_code"]) == (404, 404)
        assert answer.json()["description"] == "Not Found: method not found"
        assert server.unexpected == []
        assert (await client.get(server.url.replace("/bot", "/elsewhere"))).status_code == 404
    assert server.unexpected == ["GET /elsewhere"]


async def test_send_message_with_html_and_buttons(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat("Bo")
    sent = await bot.send_message(
        chat.id,
        "<b>Step</b> 2 &amp; 3",
        parse_mode="HTML",
        reply_markup=keyboard("A", "B"),
    )
    [message] = chat.messages
    assert (sent.message_id, sent.text) == (message.message_id, "Step 2 & 3")
    assert sent.parse_entities() == {sent.entities[0]: "Step"}
    assert sent.reply_markup == keyboard("A", "B")
    assert (message.text, message.html) == ("Step 2 & 3", "<b>Step</b> 2 &amp; 3")
    assert message.buttons == [[("A", "A"), ("B", "B")]]
    assert (message.edits, message.edited_at) == (0, None)
    assert server.calls[-1].params["reply_markup"] == keyboard("A", "B").to_dict()


async def test_all_ways_of_sending_parameters(server: StandIn) -> None:
    chat = server.private_chat()
    address = f"{server.url}{server.token}/SENDMESSAGE"
    body: dict[str, str | int] = {"chat_id": chat.id, "text": "x"}
    async with httpx.AsyncClient() as client:
        await client.post(address, json=body)
        await client.post(address, data=body)
        await client.get(address, params=body)
        await client.post(address, data=body, files={"unused": b"1"})
        broken = await client.post(
            address, content="{", headers={"Content-Type": "application/json"}
        )
    assert [message.text for message in chat.messages] == ["x"] * 4
    assert broken.status_code == 400


async def test_reply_and_reply_keyboard(server: StandIn, bot: Bot) -> None:
    chat = server.group_chat()
    heard = chat.say("hello")
    sent = await bot.send_message(
        chat.id,
        "reply",
        reply_to_message_id=heard.message_id,
        reply_markup=ReplyKeyboardMarkup([["yes", "no"]]),
    )
    assert sent.reply_to_message and sent.reply_to_message.text == "hello"
    assert chat.messages[0].keyboard == [["yes", "no"]]
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("y", chat.id, sent.message_id)
    with pytest.raises(BadRequest, match="essage to be replied not found"):
        await bot.send_message(chat.id, "x", reply_to_message_id=1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Message text is empty"),
        (" \n ", "Message text is empty"),
        ("x" * 4097, "Message is too long"),
        ("\N{GRINNING FACE}" * 2049, "Message is too long"),
    ],
)
async def test_refused_texts(server: StandIn, bot: Bot, text: str, reason: str) -> None:
    chat = server.private_chat()
    with pytest.raises(BadRequest, match=reason):
        await bot.send_message(chat.id, text)
    assert chat.messages == []


async def test_length_counts_after_parsing(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    await bot.send_message(chat.id, f"<b>{'&amp;' * 4096}</b>", parse_mode="HTML")
    assert chat.messages[0].text == "&" * 4096


@pytest.mark.parametrize("data", ["x" * 65, "å" * 33])
async def test_callback_data_has_limits(server: StandIn, bot: Bot, data: str) -> None:
    chat = server.private_chat()
    with pytest.raises(BadRequest, match="utton_data_invalid"):
        await bot.send_message(chat.id, "x", reply_markup=keyboard(data))
    await bot.send_message(chat.id, "x", reply_markup=keyboard(data[:32]))


async def test_unknown_and_blocked_chats(server: StandIn, bot: Bot) -> None:
    chat, group = server.private_chat(), server.group_chat()
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "x")
    chat.block()
    group.block()
    for send in (
        bot.send_message(chat.id, "x"),
        bot.send_chat_action(chat.id, "typing"),
    ):
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await send
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(group.id, "x")
    chat.unblock()
    await bot.send_message(chat.id, "x")
    assert [refusal.code for refusal in server.refusals] == [400, 403, 403, 403]


async def test_photo_and_document(server: StandIn, bot: Bot) -> None:
    chat, content = server.private_chat(), picture()
    sent = await bot.send_photo(chat.id, content, "<i>alt</i>", parse_mode="HTML")
    await bot.send_photo(chat.id, sent.photo[0].file_id)
    filed = await bot.send_document(
        chat.id, b'{"a": 1}', filename="data.json", reply_markup=keyboard("ok")
    )
    first, second, third = chat.messages
    assert (first.photo, first.caption, first.html) == (content, "alt", "<i>alt</i>")
    assert sent.photo[0].width == 40
    assert (second.photo, second.caption) == (content, "")
    assert (third.document, third.filename) == (b'{"a": 1}', "data.json")
    assert filed.document and filed.document.mime_type == "application/json"
    assert third.labels == ["ok"]
    upload = server.calls[-1].params["document"]
    assert isinstance(upload, Upload) and upload.content == b'{"a": 1}'


@pytest.mark.parametrize(
    ("content", "caption", "reason"),
    [
        (b"no picture", "", "mage_process_failed"),
        (picture(1000, 10), "", "hoto_invalid_dimensions"),
        (picture(), "x" * 1025, "essage caption is too long"),
        ("unknown-file-id", "", "rong file identifier"),
    ],
)
async def test_refused_photos(
    server: StandIn, bot: Bot, content: bytes | str, caption: str, reason: str
) -> None:
    chat = server.private_chat()
    with pytest.raises(BadRequest, match=reason):
        await bot.send_photo(chat.id, content, caption)


async def test_edits(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    sent = await bot.send_message(chat.id, "a", reply_markup=keyboard("x"))
    await bot.edit_message_reply_markup(chat.id, sent.message_id)
    assert chat.messages[0].buttons == []
    await bot.edit_message_text(
        "<b>b</b>",
        chat.id,
        sent.message_id,
        parse_mode="HTML",
        reply_markup=keyboard("y"),
    )
    message = chat.messages[0]
    assert (message.text, message.html, message.labels) == ("b", "<b>b</b>", ["y"])
    assert message.edits == 2
    assert message.edited_at and message.edited_at >= message.sent_at
    photo = await bot.send_photo(chat.id, picture(), "c")
    await bot.edit_message_caption(chat.id, photo.message_id, caption="d")
    assert chat.messages[1].caption == "d"


async def test_refused_edits(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    heard = chat.say("mine").message_id
    text = (await bot.send_message(chat.id, "a", reply_markup=keyboard("x"))).message_id
    photo = (await bot.send_photo(chat.id, picture(), "a")).message_id
    same = "essage is not modified: specified"
    edit, markup = bot.edit_message_text, bot.edit_message_reply_markup
    caption = bot.edit_message_caption
    for request, reason in [
        (edit("a", chat.id, text, reply_markup=keyboard("x")), same),
        (markup(chat.id, text, reply_markup=keyboard("x")), same),
        (caption(chat.id, photo, caption="a"), same),
        (edit("b", chat.id, 1), "essage to edit not found"),
        (edit("b", chat.id, heard), "essage can't be edited"),
        (edit("b", chat.id, photo), "here is no text in the message to edit"),
        (
            caption(chat.id, text, caption="b"),
            "here is no caption in the message to edit",
        ),
    ]:
        with pytest.raises(BadRequest, match=reason):
            await request


async def test_delete(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    sent = await bot.send_message(chat.id, "a")
    await bot.delete_message(chat.id, sent.message_id)
    assert chat.messages == []
    assert [message.text for message in chat.deleted] == ["a"]
    with pytest.raises(BadRequest, match="essage to delete not found"):
        await bot.delete_message(chat.id, sent.message_id)


async def test_chat_actions(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    await bot.send_chat_action(chat.id, "typing")
    assert chat.actions == ["typing"]
    with pytest.raises(BadRequest, match="rong parameter action"):
        await bot.send_chat_action(chat.id, "juggling")


async def test_profile(server: StandIn, bot: Bot) -> None:
    await bot.set_my_commands([("assist", "Help")])
    await bot.set_my_commands([("help", "Help")], language_code="en")
    assert server.commands["default", ""] == {"assist": "Help"}
    assert [one.command for one in await bot.get_my_commands(language_code="en")] == ["help"]
    with pytest.raises(BadRequest, match="ot_command_invalid"):
        await bot.set_my_commands([("hélp", "Help")])
    await bot.set_my_name("Coach")
    await bot.set_my_description("Long")
    await bot.set_my_short_description("Short", language_code="da")
    assert (await bot.get_my_name()).name == "Coach"
    assert (await bot.get_my_description(language_code="da")).description == "Long"
    assert (await bot.get_my_short_description()).short_description == ""
    assert server.descriptions["short_description", "da"] == "Short"
    with pytest.raises(BadRequest, match="too long"):
        await bot.set_my_short_description("x" * 121)


async def test_log_out_and_close(bot: Bot) -> None:
    assert await bot.close()
    assert await bot.log_out()
    with pytest.raises(BadRequest, match="Logged out"):
        await bot.get_my_name()
