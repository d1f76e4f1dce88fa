"""Answer the methods that edit and delete."""

import time

from .content import read_caption, read_text
from .errors import bad_request
from .markup import read_markup
from .params import Params
from .values import Json
from .world import ChatState, Post, World

_TEXT_FIELDS = ("text", "entities")
_CAPTION_FIELDS = ("caption", "caption_entities")


def edit_message_text(world: World, params: Params) -> Json:
    """Replace the text and the inline keyboard of a message."""
    content = read_text(params)
    post = _editable(world, params)
    if "text" not in post.shown:
        raise bad_request("there is no text in the message to edit")
    return _edit(world, post, params, _TEXT_FIELDS, content, params.text("text"))


def edit_message_caption(world: World, params: Params) -> Json:
    """Replace the caption and the inline keyboard of a message."""
    content = read_caption(params)
    post = _editable(world, params)
    if "text" in post.shown:
        raise bad_request("there is no caption in the message to edit")
    return _edit(world, post, params, _CAPTION_FIELDS, content, params.text("caption"))


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Replace only the inline keyboard of a message."""
    return _edit(world, _editable(world, params), params, (), {}, None)


def delete_message(world: World, params: Params) -> bool:
    """Delete a message."""
    state = world.chat(params)
    post = state.posts.pop(params.integer("message_id"), None)
    if post is None:
        raise bad_request("message to delete not found")
    if post.from_bot:
        state.deleted.append(post.view())
    return True


def _editable(world: World, params: Params) -> Post:
    if params.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    state: ChatState = world.chat(params)
    message_id = params.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    post = state.posts.get(message_id)
    if post is None:
        raise bad_request("message to edit not found")
    if not post.from_bot or (post.markup and "inline_keyboard" not in post.markup):
        raise bad_request("message can't be edited")
    return post


def _edit(
    world: World,
    post: Post,
    params: Params,
    fields: tuple[str, ...],
    content: Json,
    html: str | None,
) -> Json:
    markup = read_markup(params, inline_only=True)
    before = {key: post.shown[key] for key in fields if key in post.shown}
    if before == content and markup == post.markup:
        raise bad_request(
            "message is not modified: specified new message content and reply markup "
            "are exactly the same as a current content and reply markup of the message"
        )
    kept = {k: v for k, v in post.shown.items() if k not in (*fields, "reply_markup")}
    now = time.time()
    post.shown = kept | content | {"edit_date": int(now)}
    if markup:
        post.shown["reply_markup"] = markup
    post.markup = markup
    post.html = post.html if html is None else html
    post.edited_at = now
    post.edits += 1
    world.changed.notify_all()
    return post.shown
