"""A device asks a server to be let in: it shows a code until an administrator has typed it.

Runs in a thread of its own; the caller's thread reads by `poll`. The token comes once: store it at once.
"""

import json
import threading
import time
import urllib.error
import urllib.request
from queue import Empty, SimpleQueue
from typing import Any, Literal, NamedTuple

ASK_AGAIN_S = 2.0
TIMEOUT_S = 5.0
SERVER_FAULT = 500
NAME_MOST = 40  # what the server takes; a machine may be called anything
SECRET_HEADER = "X-Pairing-Secret"  # noqa: S105 - the name of a header

State = Literal["asking", "waiting", "paired", "refused", "unreachable"]


class News(NamedTuple):
    """What the thread found out."""

    state: State
    code: str = ""
    device: str = ""
    token: str = ""


class Pairing:
    """`state`: "waiting" shows `code`, "paired" has `device` and `token`; "refused" (the server is there
    and would not have us) and "unreachable" go on trying.

    `pause_s` is how long it waits between two looks.
    """

    def __init__(
        self, url: str, kind: Literal["kiosk", "display"], name: str = "", pause_s: float = ASK_AGAIN_S
    ) -> None:
        self.state: State = "asking"
        self.code = self.device = self.token = ""
        self._url = f"{url.rstrip('/')}/pairing"
        self._asked = {"kind": kind, "name": _printable(name)[:NAME_MOST]}
        self._pause_s = pause_s
        self._news: SimpleQueue[News] = SimpleQueue()
        self._over = threading.Event()
        threading.Thread(target=self._run, name="pairing", daemon=True).start()

    def poll(self) -> State:
        """Take in what is new; the state now."""
        while True:
            try:
                self.state, self.code, self.device, self.token = self._news.get_nowait()
            except Empty:
                return self.state

    def close(self) -> None:
        """Ask no more."""
        self._over.set()

    # -- in its own thread ------------------------------------------------------------------------

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                if self._ask():
                    return
            except urllib.error.HTTPError as answer:
                self._go_on("refused" if answer.code < SERVER_FAULT else "unreachable")
            except (OSError, ValueError, KeyError, TypeError):  # no server, or one that is not ours
                self._go_on("unreachable")

    def _go_on(self, state: State) -> None:
        """Without a code, after a pause."""
        self._news.put(News(state))
        self._over.wait(self._pause_s)

    def _ask(self) -> bool:
        """Ask for a code, and look until it is approved or too old; whether this device is paired."""
        asked = self._request(self._asked)
        ends = time.monotonic() + asked["expires_s"]
        self._news.put(News("waiting", code=asked["code"]))
        while time.monotonic() < ends and not self._over.wait(self._pause_s):
            found = self._request(None, secret=asked["secret"])
            if found["state"] == "paired":
                self._news.put(News("paired", device=found["device"], token=found["token"]))
                return True
        return False

    def _request(self, body: Any, secret: str = "") -> Any:
        if not self._url.startswith(("http://", "https://")):
            raise ValueError("a server's address begins with http:// or https://")
        data = json.dumps(body).encode() if body is not None else None
        headers = {"Content-Type": "application/json", SECRET_HEADER: secret}
        request = urllib.request.Request(self._url, data=data, headers=headers)  # noqa: S310 - http only, see above
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
            return json.load(answer)


def _printable(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable()).strip()
