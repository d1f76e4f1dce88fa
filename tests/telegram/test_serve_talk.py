"""The real program in conversation: what a person sees and presses."""

import re

from tests.standin import Chat, Sent
from tests.telegram.program import (
    DESCRIPTION,
    PATIENCE,
    REPLIES,
    Program,
    answer,
    placed,
    placement,
    told,
)

PHOTO_BYTES = b"\x89PNG"
UNHANDLED = "SELECT payload FROM inbox WHERE handled_at IS NULL"


def label(name: str, **values: object) -> str:
    return REPLIES.label(name, **values)


def own_quotes(chat: Chat, pressed: Sent, words: str) -> list[str]:
    """List what «hvorfor» quotes of a person's own words."""
    why = answer(chat, pressed)
    texts = [message.text for message in chat.messages if message.sent_at >= pressed.at]
    assert why.text in texts
    quotes = [quote.rstrip(" …") for text in texts for quote in re.findall("«(.+?)»", text)]
    return [quote for quote in quotes if quote in words]


def test_it_introduces_itself_at_start(program: Program) -> None:
    server = program.server
    server.wait_for_call("setMyShortDescription")
    menu = {each.name: each.menu for each in REPLIES.commands if each.name and each.menu}
    assert server.commands == {("default", ""): menu}
    assert server.descriptions == {
        ("description", ""): REPLIES.bot["description"],
        ("short_description", ""): REPLIES.bot["short_description"],
    }


def test_a_conversation_with_buttons(program: Program, chat: Chat) -> None:
    welcome = answer(chat, chat.say("/start"))
    assert welcome.labels == [label("example"), label("steps"), label("privacy")]
    assert [entity["type"] for entity in welcome.entities] == ["bold", "bold"]

    shown = placed(chat)
    assert shown.photo
    assert shown.photo.startswith(PHOTO_BYTES)
    assert shown.labels == [label(name) for name in ("why", "next", "more", "wrong")]
    assert shown.caption.splitlines()[-1].startswith("Billedet viser en trappe")
    assert shown.entities[-1]["type"] == "italic"

    pressed = chat.press(label("why"))
    assert own_quotes(chat, pressed, DESCRIPTION)
    assert pressed.callback_id in program.server.answers

    following = answer(chat, chat.press(label("next")))
    assert following.labels[0] == label("next_more")
    more = answer(chat, chat.press(label("next_more")))
    assert more.text != following.text
    assert "typing" in chat.actions

    wrong = answer(chat, chat.say("det passer ikke"))
    assert label("keep") in wrong.labels
    kept = answer(chat, chat.press(label("keep")))
    assert kept.text == REPLIES.render("kept").strip()
    steps = answer(chat, chat.say("/trin"))
    assert steps.labels == [label("step", number=number) for number in range(1, 6)]


def test_used_up_buttons_disappear_and_others_stay(chat: Chat) -> None:
    answer(chat, chat.say("/start"))
    steps = answer(chat, chat.press(label("steps")))
    for number in (2, 4):
        step = chat.wait_for(
            lambda message: label("describe") in message.labels,
            PATIENCE,
            after=chat.press(label("step", number=number)),
        )
    chat.press(label("describe"))
    emptied = chat.wait_for(lambda message: message.edits and not message.labels, PATIENCE)
    assert emptied.message_id == step.message_id
    still = {message.message_id: message.labels for message in chat.messages}
    assert still[steps.message_id] == steps.labels
    assert still[chat.messages[0].message_id]


def test_stale_and_unknown_buttons_are_answered(program: Program, chat: Chat) -> None:
    welcome = answer(chat, chat.say("/start"))
    stale = REPLIES.render("stale").strip()
    for data in ("why:999999", "answer:7:3", "no-such-thing", ":::", "æ" * 32):
        pressed = chat.press_stale(welcome.message_id, data)
        assert answer(chat, pressed).text == stale
        assert pressed.callback_id in program.server.answers
    pressed = chat.press_stale(1, "steps")  # on a message that is gone
    assert answer(chat, pressed).labels
    program.server.wait_for_call(
        "answerCallbackQuery",
        where=lambda call: call.params["callback_query_id"] == pressed.callback_id,
    )


def test_a_button_too_old_to_be_acknowledged_still_works(program: Program, chat: Chat) -> None:
    welcome = answer(chat, chat.say("/start"))
    gate = program.server.hold("answerCallbackQuery", before=True)
    pressed = chat.press_stale(welcome.message_id, "steps")
    gate.wait()
    program.server.expire_callbacks()
    gate.release()
    assert answer(chat, pressed).labels[0] == label("step", number=1)


def test_an_edited_description_is_placed_anew(chat: Chat) -> None:
    first = chat.say("Vi laver planen selv på rådhuset og fortæller borgerne om den bagefter")
    before = answer(chat, first)
    again = placement(chat, chat.edit(first.message_id, DESCRIPTION))
    assert again.message_id > before.message_id
    assert own_quotes(chat, chat.press(label("why")), DESCRIPTION)


def test_what_is_no_text_gets_one_line(chat: Chat) -> None:
    answer(chat, chat.say("/start"))
    only_text = REPLIES.render("only_text").strip()
    for send in (chat.send_photo, chat.send_voice, chat.send_sticker):
        assert answer(chat, send()).text == only_text


def test_a_caption_and_a_forwarded_text_are_read(chat: Chat) -> None:
    answer(chat, chat.say("/start"))
    steps = answer(chat, chat.send_photo(caption="/trin"))
    assert label("step", number=5) in steps.labels
    chat.forward("trin 3")
    told(chat, 3)


def test_a_group_gets_a_line_for_a_command_and_nothing_for_talk(program: Program) -> None:
    group = program.server.group_chat("Forvaltningen")
    group.say("Hej alle sammen")
    group.say("/start@another_bot")
    group.send_sticker()
    group.say("/start")
    group.say("/trin@standin_bot 3")
    group.wait_for(2, PATIENCE)
    program.wait_for_rows([], UNHANDLED)
    assert [message.text for message in group.messages] == [REPLIES.render("group").strip()] * 2
    assert group.actions == []


def test_what_telegram_itself_says_gets_no_answer(program: Program, chat: Chat) -> None:
    answer(chat, chat.say("/start"))
    person = {"id": chat.user_id, "is_bot": False, "first_name": "Ida"}
    message = {
        "message_id": 9,
        "date": 1_700_000_000,
        "chat": {"id": chat.id, "type": "private"},
        "from": person,
    }
    place = {"latitude": 55.7, "longitude": 12.6, "live_period": 900}
    only_text = REPLIES.render("only_text").strip()
    program.server.push({"message": {**message, "pinned_message": message}})
    program.server.push({"edited_message": {**message, "location": place, "edit_date": 1}})
    program.server.push({"message": {**message, "text": "hej", "from": {**person, "is_bot": True}}})
    answer(chat, chat.say("/trin 2"))
    program.wait_for_rows([], UNHANDLED)
    assert only_text not in [message.text for message in chat.messages]
    assert chat.actions == []


def test_what_a_person_wrote_comes_back_as_it_was(program: Program, chat: Chat) -> None:
    refused = len(program.server.refusals)
    words = (
        "Vi holder møder med <b>forældrene</b> & børnene 🏗️ <i>før vi tegner</blockquote> "
        "legepladsen, &lt;dagsordenen&gt; laver vi selv, og de vælger <mellem> tre forslag 👩‍👩‍👧"
    )
    placed(chat, words)
    quotes = "".join(own_quotes(chat, chat.press(label("why")), words))
    assert any(mark in quotes for mark in "<&")
    for odd in ("<script>alert(1)</script>", "&amp;&#0;", "😀" * 700, "</b>", "\u202eabc\u0000"):
        answer(chat, chat.say(odd))
    assert program.server.refusals[refused:] == []
