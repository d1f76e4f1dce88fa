"""Serve the Bot API's paths over HTTP."""

import asyncio
import re
import time
from collections.abc import Callable
from typing import Any, TypeAlias

from aiohttp import web

from . import editing, profile, sending
from .errors import ApiError, too_many_requests
from .faults import Fault, Plan
from .flood import Flood
from .params import Params, read_params
from .updates import get_updates
from .values import Call, Json, Refusal
from .world import World

Method: TypeAlias = Callable[[World, Params], Any]

METHODS: dict[str, Method] = {
    "getMe": profile.get_me,
    "logOut": profile.log_out,
    "close": profile.close,
    "setWebhook": profile.set_webhook,
    "deleteWebhook": profile.delete_webhook,
    "getWebhookInfo": profile.get_webhook_info,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.setter("name"),
    "getMyName": profile.getter("name"),
    "setMyDescription": profile.setter("description"),
    "getMyDescription": profile.getter("description"),
    "setMyShortDescription": profile.setter("short_description"),
    "getMyShortDescription": profile.getter("short_description"),
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendChatAction": sending.send_chat_action,
    "answerCallbackQuery": sending.answer_callback_query,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
}
_NAMES = {name.lower(): name for name in (*METHODS, "getUpdates")}
_PATH = re.compile(r"/bot([^/]+)/([^/]+)")


class Endpoint:
    """Answer requests as Telegram would, or as a test asked for."""

    def __init__(self, world: World, token: str, plan: Plan, flood: Flood) -> None:
        self._world = world
        self._token = token
        self._plan = plan
        self._flood = flood
        self.broken: list[Exception] = []

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        match = _PATH.fullmatch(request.path)
        if match is None:
            with self._world.changed:
                self._world.unexpected.append(f"{request.method} {request.path}")
                self._world.changed.notify_all()
            return _answer(404, ApiError(404, "Not Found").body())
        method = _NAMES.get(match[2].lower(), match[2])
        try:
            if match[1] != self._token:
                raise ApiError(401, "Unauthorized")
            params = await read_params(request)
        except ApiError as error:
            return self._refuse(method, error)
        self._record(method, params)
        try:
            return await self._serve(request, method, params)
        except Exception as error:
            self.broken.append(error)
            raise

    async def _serve(self, request: web.Request, method: str, params: Params) -> web.StreamResponse:
        with self._world.changed:
            fault = self._plan.fault(method, params.text("chat_id"))
        await self._plan.pass_gates(method, before=True)
        response: web.StreamResponse | None = None
        if fault is None or fault.processed:
            response = await self._process(method, params)
        await self._plan.pass_gates(method, before=False)
        if fault and fault.kind == "delay":
            await asyncio.sleep(fault.seconds)
        elif fault and fault.kind in {"drop_before", "drop_after"}:
            _drop(request)
            return web.Response()
        elif fault:
            response = _spoilt(fault)
        if response is None:
            response = await self._process(method, params)
        return response

    async def _process(self, method: str, params: Params) -> web.StreamResponse:
        try:
            result = await self._call(method, params)
        except ApiError as error:
            return self._refuse(method, error)
        with self._world.changed:
            self._world.done[method] += 1
        return _answer(200, {"ok": True, "result": result})

    async def _call(self, method: str, params: Params) -> Any:
        if self._world.logged_out:
            raise ApiError(400, "Logged out")
        if method == "getUpdates":
            return await get_updates(self._world.updates, params)
        if method not in METHODS:
            raise ApiError(404, "Not Found: method not found")
        with self._world.changed:
            if method in sending.SENDING:
                self._flood.check(params.text("chat_id"), time.monotonic())
            try:
                return METHODS[method](self._world, params)
            finally:
                self._world.changed.notify_all()

    def _record(self, method: str, params: Params) -> None:
        with self._world.changed:
            self._world.calls.append(Call(method, params.recorded(), time.time()))
            self._world.changed.notify_all()

    def _refuse(self, method: str, error: ApiError) -> web.Response:
        refusal = Refusal(method, error.code, error.description, time.time())
        with self._world.changed:
            self._world.refusals.append(refusal)
            self._world.changed.notify_all()
        return _answer(error.code, error.body())


def _answer(status: int, body: Json) -> web.Response:
    return web.json_response(body, status=status)


def _spoilt(fault: Fault) -> web.Response:
    if fault.kind == "malformed":
        return web.Response(text='{"ok":true,"result":{"mess', content_type="application/json")
    if fault.kind == "502":
        page = "<html><head><title>502 Bad Gateway</title></head><body></body></html>"
        return web.Response(status=502, text=page, content_type="text/html")
    if fault.kind == "429":
        return _answer(429, too_many_requests(fault.retry_after).body())
    return _answer(500, ApiError(500, "Internal Server Error").body())


def _drop(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
