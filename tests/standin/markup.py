"""Check reply markup and read its buttons."""

from typing import Any

from .errors import bad_request
from .params import Params
from .values import Json, Rows

MOST_BUTTONS = 100
MOST_DATA_BYTES = 64
_OTHER_ACTIONS = {
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
_OTHER_MARKUP = {"keyboard", "remove_keyboard", "force_reply"}


def read_markup(params: Params, *, inline_only: bool = False) -> Json | None:
    """Return the checked reply markup of a request, or None without one."""
    value = params.structure("reply_markup")
    if value is None or value == {}:
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        rows = [[_check(button) for button in row] for row in _rows(value["inline_keyboard"])]
        if sum(map(len, rows)) > MOST_BUTTONS:
            raise bad_request("reply markup is too long")
        rows = [row for row in rows if row]
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        raise bad_request("inline keyboard expected")
    if not _OTHER_MARKUP & value.keys():
        raise bad_request("object expected as reply markup")
    if "keyboard" in value:
        _rows(value["keyboard"])
    return value


def inline_rows(markup: Json | None) -> Rows:
    """List an inline keyboard as rows of (label, data or URL)."""
    return [
        [(button["text"], button.get("callback_data", button.get("url", ""))) for button in row]
        for row in (markup or {}).get("inline_keyboard", [])
    ]


def keyboard_rows(markup: Json | None) -> list[list[str]]:
    """List a reply keyboard as rows of labels."""
    return [
        [button if isinstance(button, str) else button["text"] for button in row]
        for row in (markup or {}).get("keyboard", [])
    ]


def _rows(value: Any) -> list[list[Any]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request("can't parse keyboard: an array of arrays was expected")
    return value


def _check(button: Any) -> Json:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if not button["text"].strip():
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be non-empty')
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= MOST_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    elif not _OTHER_ACTIONS & button.keys():
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    return button
