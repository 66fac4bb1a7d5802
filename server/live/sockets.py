"""Socket.IO: what comes in is decoded and given to the desk, what the desk says goes out.

One transport, WebSocket: one path to secure and to test. A client's messages are handled one after
the other, so none can pile up; the answer to `command` is sent when its outcome is stored.

The handlers hang on the python-socketio server that Flask-SocketIO mounts, because Flask-SocketIO
would make a Flask request for every message, which nothing here reads (docs/decisions/0042).
"""

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_socketio import SocketIO
from gevent.event import AsyncResult
from socketio.exceptions import ConnectionRefusedError as Refuse

from common.messages import Message
from server.lane.faults import log_fault
from server.live.client import Client
from server.live.conversation import Conversation
from server.live.desk import Desk
from server.live.door import LET_IN, Door
from server.live.gate import Gate, same_origin
from server.live.limits import Buckets
from server.live.packets import MALFORMED, StrictPacket
from server.live.phones import Phones
from server.live.websocket import MESSAGE_MOST_BYTES, keep_whole
from server.live.wording import refused
from server.rules.refusal import Refusal

PING_EVERY_S = 10
PING_TIMEOUT_S = 10

log = logging.getLogger(__name__)
quiet = logging.getLogger("server.live.wire")
quiet.setLevel(logging.CRITICAL)  # Engine.IO would log what a client sent


class Sockets:
    """Every Socket.IO connection of this server; the desk's `Speaker`."""

    def __init__(
        self, app: Flask, gate: Gate, door: Door, messages: Buckets, phones: Phones, public_url: str
    ) -> None:
        self._gate, self._messages, self._phones = gate, messages, phones
        self._conversations: dict[str, Conversation] = {}
        self._desk: Desk | None = None
        options: dict[str, Any] = {
            "async_mode": "gevent",
            "async_handlers": False,
            "transports": ["websocket"],
            "serializer": StrictPacket,
            "cors_allowed_origins": lambda origin, environ: same_origin(origin, environ, public_url),
            "cors_credentials": False,
            "manage_session": False,
            "max_http_buffer_size": MESSAGE_MOST_BYTES,
            "ping_interval": PING_EVERY_S,
            "ping_timeout": PING_TIMEOUT_S,
            "logger": quiet,
            "engineio_logger": quiet,
        }
        mounted: Any = SocketIO(app, **options)
        self._server = mounted.server
        keep_whole(self._server.eio, door)
        self._server.on("connect", self._connect)
        self._server.on("disconnect", self._disconnect)
        self._server.on("join", self._join)
        self._server.on("command", self._command)
        self._server.on(MALFORMED, self._malformed)

    def open(self, desk: Desk) -> None:
        """From now on clients are let in."""
        self._desk = desk

    # -- the desk's speaker -----------------------------------------------------------------------

    def listen(self, client: Client, audience: str) -> None:
        """See `Speaker`."""
        self._server.enter_room(client.id, audience)

    def unlisten(self, client: Client, audience: str) -> None:
        """See `Speaker`."""
        self._server.leave_room(client.id, audience)

    def say(self, audience: str, event: str, message: Message) -> None:
        """See `Speaker`; encoded once for all."""
        self._server.emit(event, message, to=audience)

    # -- clients ----------------------------------------------------------------------------------

    def show_out(self, keys: set[str]) -> None:
        """End the connections of these sessions and devices."""
        for sid, conversation in list(self._conversations.items()):
            if conversation.client.key in keys:
                self._server.disconnect(sid)

    def keep_alive(self) -> None:
        """Put off the end of the sessions that are connected; show out those that no longer hold."""
        keys = {conversation.client.key for conversation in self._conversations.values()}
        self.show_out({key for key in keys if not self._gate.keep_alive_by(key)})

    def __len__(self) -> int:
        return len(self._conversations)

    def close(self) -> None:
        """Say goodbye to everyone."""
        self._desk = None
        for sid in list(self._conversations):
            self._server.disconnect(sid)
        self._server.eio.shutdown()

    # -- what comes in ----------------------------------------------------------------------------

    def _connect(self, sid: str, environ: dict[str, Any], auth: Any) -> None:
        try:
            if self._desk is None:
                raise Refusal("starting")
            admitted = self._gate.admit(environ, auth)
        except Refusal as refusal:
            raise Refuse(refusal.code, {"text": refused(refusal).text}) from None
        except Exception as error:
            log_fault(log, "a connection failed", error)
            raise Refuse("internal") from None
        environ[LET_IN]()
        client = Client(id=sid, actor=admitted.actor, key=admitted.key)
        allowed = _allowance(self._messages, sid)
        self._conversations[sid] = Conversation(self._desk, client, allowed, self._phones)

    def _disconnect(self, sid: str, _reason: Any = None) -> None:
        conversation = self._conversations.pop(sid, None)
        if conversation is not None:
            conversation.leave()

    def _join(self, sid: str, payload: Any) -> Any:
        conversation = self._conversations.get(sid)
        return None if conversation is None else conversation.join(payload)

    def _command(self, sid: str, payload: Any) -> Any:
        conversation = self._conversations.get(sid)
        if conversation is None:
            return None
        outcome: AsyncResult[Any] = AsyncResult()
        conversation.command(payload, outcome.set)
        return outcome.get()

    def _malformed(self, sid: str) -> Any:
        conversation = self._conversations.get(sid)
        return None if conversation is None else conversation.malformed()


def _allowance(messages: Buckets, key: str) -> Callable[[], bool]:
    return lambda: messages.take(key)
