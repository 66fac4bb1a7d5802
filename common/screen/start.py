"""The composition that both screen programs share: let in, joined, shown, or drawn once for a picture."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Callable
from typing import Literal, get_args

import pygame

from common.admission import StoredAdmission
from common.i18n import say
from common.link import Link
from common.link_socket import SocketTransport
from common.pairing import Pairing
from common.screen.options import ScreenOptions
from common.screen.stage import Clock, Stage, save_png
from common.words import Language

SHOT_SETTLES_MS = 600
SHOT_FRAME_MS = 20


def log_to_stderr() -> None:
    """One form of lines for both programs."""
    logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s %(message)s", level=logging.INFO)


def admission(
    options: ScreenOptions, kind: Literal["kiosk", "display"], report: Callable[[str], None]
) -> StoredAdmission:
    """By the token that was kept, else by pairing under this machine's name."""

    def pair() -> Pairing:
        return Pairing(options.server, kind=kind, name=socket.gethostname())

    return StoredAdmission(options.device, options.server, pair, report)


def connector(options: ScreenOptions, audience: str) -> Callable[[str], Link]:
    """What opens a link with a token."""

    def connect(token: str) -> Link:
        return Link(SocketTransport(options.server, device_token=token), audience, options.language)

    return connect


def show(
    stage: Stage,
    options: ScreenOptions,
    surface: pygame.Surface,
    clock: Clock,
    ready: Callable[[], bool],
    dress: Callable[[], None] = lambda: None,
) -> int:
    """Frames until the window is closed, or one picture of what `dress` puts on; the program's exit code."""
    if options.shot is None:
        stage.run(clock, options.fps)
        return 0
    reached = _until(stage, clock, round(options.wait_s * 1000), ready)
    if reached:
        dress()
    _until(stage, clock, SHOT_SETTLES_MS, lambda: False)
    try:
        save_png(surface, options.shot)
    except (OSError, pygame.error) as fault:
        tell("file_unwritten", file=str(options.shot), why=str(fault))
        return 1
    if not reached:
        tell("shot_unreached", server=options.server, seconds=f"{options.wait_s:g}")
    return 0 if reached else 1


def tell(code: str, **values: str) -> None:
    """One sentence to whoever started the program, in both languages."""
    languages: tuple[Language, ...] = get_args(Language)
    for language in languages:
        print(say(language, f"screen.{code}", values), file=sys.stderr)


def _until(stage: Stage, clock: Clock, within_ms: int, ready: Callable[[], bool]) -> bool:
    end = clock.now() + within_ms
    while not ready() and clock.now() < end:
        stage.frame(clock.now())
        clock.sleep(SHOT_FRAME_MS)
    return ready()
