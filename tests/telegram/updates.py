"""Updates as Telegram writes them."""

from typing import Any

from telegram import Update

Row = dict[str, Any]

PERSON: Row = {"id": 7, "is_bot": False, "first_name": "Ida"}
BOT: Row = {"id": 1, "is_bot": True, "first_name": "Trinvis"}


def message_row(chat: int = 7, kind: str = "private", **fields: Any) -> Row:
    return {
        "message_id": 5,
        "date": 1_700_000_000,
        "chat": {"id": chat, "type": kind},
        "from": PERSON,
        **fields,
    }


def said_row(text: Any, update_id: int = 1, **fields: Any) -> Row:
    return {"update_id": update_id, "message": message_row(text=text, **fields)}


def pressed_row(data: Any, update_id: int = 1, chat: int = 7, kind: str = "private") -> Row:
    query = {"id": "3", "from": PERSON, "chat_instance": "1", "data": data}
    return {
        "update_id": update_id,
        "callback_query": {**query, "message": message_row(chat, kind, **{"from": BOT})},
    }


def membership_row(status: str, chat: int = 7) -> Row:
    def member(state: str) -> Row:
        return {"status": state, "user": BOT, "until_date": 0}

    return {
        "update_id": 1,
        "my_chat_member": {
            "chat": {"id": chat, "type": "private"},
            "from": PERSON,
            "date": 1_700_000_000,
            "old_chat_member": member("member"),
            "new_chat_member": member(status),
        },
    }


def read(row: Row) -> Update:
    update = Update.de_json(row, None)
    assert update
    return update
