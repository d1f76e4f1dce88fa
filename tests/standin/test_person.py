"""Check what a person in a test can do, and read of what the bot did."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from . import StandIn

pytestmark = pytest.mark.asyncio


async def latest(bot: Bot) -> Update:
    """Fetch the newest update."""
    [update] = await bot.get_updates(offset=-1, timeout=0)
    return update


def keyboard(*buttons: tuple[str, str]) -> InlineKeyboardMarkup:
    """Build one button a row."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=data)] for label, data in buttons]
    )


async def test_say(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat("Zoë")
    chat.say("\N{GRINNING FACE} /start@standin_bot now")
    message = (await latest(bot)).message
    assert message is not None
    assert message.from_user is not None
    assert (message.from_user.first_name, message.from_user.language_code) == (
        "Zoë",
        "da",
    )
    assert (message.chat_id, message.from_user.id) == (chat.id, chat.user_id)
    assert message.chat.type == "private"
    assert list(message.parse_entities(["bot_command"]).values()) == ["/start@standin_bot"]
    for text in (" ", "x" * 4097):
        with pytest.raises(ValueError, match="client sends"):
            chat.say(text)


async def test_group(server: StandIn, bot: Bot) -> None:
    chat = server.group_chat("Council", "Bo")
    chat.say("hello")
    message = (await latest(bot)).message
    assert message is not None
    assert chat.id < 0
    assert chat.user_id > 0
    assert (message.chat.type, message.chat.title) == ("group", "Council")


async def test_media_and_forwards(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    chat.send_photo("the picture")
    update = await latest(bot)
    assert update.message
    assert update.message.photo[0].width
    assert update.message.caption == "the picture"
    chat.send_voice()
    update = await latest(bot)
    assert update.message
    assert update.message.voice
    chat.send_sticker()
    update = await latest(bot)
    assert update.message
    assert update.message.sticker
    chat.forward("his words")
    update = await latest(bot)
    assert update.message
    assert update.message.forward_origin
    assert update.message.text == "his words"


async def test_edit(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    said = chat.say("before")
    chat.edit(said.message_id, "after")
    edited = (await latest(bot)).edited_message
    assert edited is not None
    assert (edited.message_id, edited.text) == (said.message_id, "after")
    assert edited.edit_date is not None


async def test_press_and_answer(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    await bot.send_message(chat.id, "old", reply_markup=keyboard(("Yes", "old")))
    new = await bot.send_message(chat.id, "new", reply_markup=keyboard(("Yes", "new")))
    pressed = chat.press("Yes")
    query = (await latest(bot)).callback_query
    assert query is not None
    assert query.message is not None
    assert (query.id, query.data) == (pressed.callback_id, "new")
    assert query.message.message_id == new.message_id
    await bot.answer_callback_query(query.id, "thanks", show_alert=True)
    assert (server.answers[query.id].text, server.answers[query.id].show_alert) == (
        "thanks",
        True,
    )
    await bot.edit_message_reply_markup(chat.id, new.message_id)
    chat.press("Yes")
    query = (await latest(bot)).callback_query
    assert query is not None
    assert query.data == "old"


async def test_callbacks_that_can_not_be_answered(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    expected = "Query is too old and response timeout expired or query id is invalid"
    with pytest.raises(BadRequest, match=expected):
        await bot.answer_callback_query("1")
    answered, expired = chat.press_stale(1, "x"), chat.press_stale(1, "x")
    assert answered.callback_id
    assert expired.callback_id
    await bot.answer_callback_query(answered.callback_id)
    server.expire_callbacks()
    for callback_id in (answered.callback_id, expired.callback_id):
        with pytest.raises(BadRequest, match=expected):
            await bot.answer_callback_query(callback_id)


async def test_press_stale(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    sent = await bot.send_message(chat.id, "x")
    chat.press_stale(sent.message_id, "gone")
    query = (await latest(bot)).callback_query
    assert query is not None
    assert query.message is not None
    assert (query.data, query.message.is_accessible) == ("gone", True)
    await bot.delete_message(chat.id, sent.message_id)
    chat.press_stale(sent.message_id, "gone")
    query = (await latest(bot)).callback_query
    assert query is not None
    assert query.message is not None
    assert query.message.is_accessible is False


async def test_press_says_what_is_shown(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    link = InlineKeyboardMarkup([[InlineKeyboardButton("Read", url="https://x.dk")]])
    await bot.send_message(chat.id, "x", reply_markup=link)
    assert chat.messages[0].buttons == [[("Read", "https://x.dk")]]
    with pytest.raises(AssertionError, match=r"no button 'No'.*'Read'"):
        chat.press("No", timeout=0)
    with pytest.raises(AssertionError, match="sends the bot nothing"):
        chat.press("Read")


async def test_block_is_told(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    chat.block()
    change = (await latest(bot)).my_chat_member
    assert change is not None
    assert (change.old_chat_member.status, change.new_chat_member.status) == (
        "member",
        "kicked",
    )
    chat.unblock()
    change = (await latest(bot)).my_chat_member
    assert change is not None
    assert change.new_chat_member.status == "member"


async def test_wait_for(server: StandIn, bot: Bot) -> None:
    chat = server.private_chat()
    first = await bot.send_message(chat.id, "one")
    said = chat.say("x")
    assert chat.wait_for(0) == chat.messages
    with pytest.raises(AssertionError, match="waited 0 s for 1 messages"):
        chat.wait_for(1, timeout=0, after=said)
    await bot.send_message(chat.id, "two")
    await bot.edit_message_text("three", chat.id, first.message_id)
    assert [m.text for m in chat.wait_for(2, after=said)] == ["three", "two"]
    assert chat.wait_for(lambda m: m.text).text == "three"
    assert chat.wait_for(lambda m: m.text == "two", after=said).text == "two"
    with pytest.raises(AssertionError) as caught:
        chat.wait_for(lambda m: m.text == "four", timeout=0.05)
    for part in (
        "waited 0.05 s",
        "'three'",
        "'two'",
        "editMessageText",
        str(said.update_id),
    ):
        assert part in str(caught.value)
    with pytest.raises(AssertionError, match="waited 0 s for 1 calls of sendPhoto"):
        server.wait_for_call("sendPhoto", timeout=0)
