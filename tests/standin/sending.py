"""Answer the methods that send."""

import time
from typing import Any

from .content import read_caption, read_document, read_photo, read_text
from .errors import bad_request
from .markup import read_markup
from .params import Params
from .values import CallbackAnswer, Json
from .world import ChatState, World

CHAT_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}
LONGEST_ANSWER = 200
SENDING = {"sendMessage", "sendPhoto", "sendDocument"}


def send_message(world: World, params: Params) -> Json:
    """Send a text."""
    state = world.chat(params)
    return _send(world, state, params, read_text(params), html=params.text("text"))


def send_photo(world: World, params: Params) -> Json:
    """Send a photo."""
    state = world.chat(params)
    content, markup = read_caption(params), read_markup(params)
    upload, photo = read_photo(world, params)
    html = params.text("caption")
    return _send(world, state, params, photo | content, html=html, photo=upload, markup=markup)


def send_document(world: World, params: Params) -> Json:
    """Send a document."""
    state = world.chat(params)
    content, markup = read_caption(params), read_markup(params)
    upload, file = read_document(world, params)
    html = params.text("caption")
    return _send(world, state, params, file | content, html=html, document=upload, markup=markup)


def send_chat_action(world: World, params: Params) -> bool:
    """Show what the bot is doing."""
    state = world.chat(params)
    action = params.text("action")
    if action not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    state.actions.append(action)
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """Answer a pressed button, once."""
    callback_id = params.text("callback_query_id")
    if callback_id not in world.pressed:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = params.text("text")
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    world.pressed.remove(callback_id)
    world.answers[callback_id] = CallbackAnswer(
        callback_id, text, params.flag("show_alert"), time.time()
    )
    return True


def _send(world: World, state: ChatState, params: Params, content: Json, **kept: Any) -> Json:
    kept.setdefault("markup", read_markup(params))
    shown = content | _reply(state, params)
    if kept["markup"] and "inline_keyboard" in kept["markup"]:
        shown["reply_markup"] = kept["markup"]
    return world.post(state, shown, from_bot=True, **kept).shown


def _reply(state: ChatState, params: Params) -> Json:
    reply = params.structure("reply_parameters") or {}
    if not isinstance(reply, dict):
        raise bad_request("can't parse reply parameters JSON object")
    message_id = reply.get("message_id") or params.integer("reply_to_message_id")
    if not message_id:
        return {}
    replied = state.posts.get(int(message_id))
    if replied is None:
        if reply.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    original = {key: part for key, part in replied.shown.items() if key != "reply_to_message"}
    return {"reply_to_message": original}
