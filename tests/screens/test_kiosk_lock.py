"""Kiosk mode: no way out by touch, keys, dropped files or another window, tried with SDL's own events."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pygame
import pytest

from common.screen.fonts import Fonts
from common.screen.geometry import Rect
from common.screen.placements import Style, Text
from common.screen.stage import Frame, Stage
from common.screen.theme import KIOSK
from common.screen.window import Event, Exposed, Key, Resized, ScreenWindow, Size, Tap
from kiosk.lock import AGAIN_MS, DROPPED, HINTS, LEFT, Lock

SIZE = (200, 80)
WAYS_OUT = [
    pygame.Event(pygame.QUIT),
    pygame.Event(pygame.WINDOWCLOSE),
    pygame.Event(pygame.TEXTINPUT, text="q"),
    pygame.Event(pygame.TEXTEDITING, text="退出", start=0, length=2),
    pygame.Event(pygame.MOUSEBUTTONDOWN, button=2, pos=(1, 1)),
    pygame.Event(pygame.MOUSEBUTTONDOWN, button=3, pos=(1, 1)),
    pygame.Event(pygame.MOUSEWHEEL, x=0, y=1),
    pygame.Event(pygame.MULTIGESTURE, x=0.5, y=0.5, pinched=1.0, rotated=0.0, num_fingers=4, touch_id=1),
    pygame.Event(pygame.FINGERDOWN, x=0.0, y=0.5, touch_id=1, finger_id=1),
    pygame.Event(pygame.APP_TERMINATING),
    pygame.Event(pygame.APP_WILLENTERBACKGROUND),
    pygame.Event(pygame.CLIPBOARDUPDATE),
    pygame.Event(pygame.KEYMAPCHANGED),
    pygame.Event(pygame.JOYBUTTONDOWN, button=0, instance_id=0),
]
KEYS = [
    (pygame.K_ESCAPE, 0),
    (pygame.K_F4, pygame.KMOD_ALT),
    (pygame.K_TAB, pygame.KMOD_ALT),
    (pygame.K_c, pygame.KMOD_CTRL),
    (pygame.K_q, pygame.KMOD_CTRL),
    (pygame.K_w, pygame.KMOD_CTRL),
    (pygame.K_q, pygame.KMOD_META),
    (pygame.K_F11, 0),
    (pygame.K_LSUPER, 0),
    (pygame.K_POWER, 0),
    (pygame.K_AC_BACK, 0),
]


class Screen:
    """A program that lists what it is told of."""

    def __init__(self) -> None:
        self.heard: list[Event] = []

    def handle(self, event: Event, now: int) -> None:
        self.heard.append(event)

    def tick(self, now: int) -> Frame:
        return Frame([Text(Rect(0, 0, 100, 40), "1", Style(20))], KIOSK)


class Plugs:
    """What is plugged in."""

    def __init__(self) -> None:
        self.sizes: list[Size] = []

    def __call__(self) -> list[Size]:
        return self.sizes


class Hidden:
    """A window that is not in front, and what is done to it."""

    def __init__(self, *, unplugged: bool = False) -> None:
        self.done: list[str] = []
        self.unplugged = unplugged

    def show(self) -> None:
        if self.unplugged:
            raise pygame.error("no such window")
        self.done.append("show")

    def restore(self) -> None:
        self.done.append("restore")

    def focus(self) -> None:
        self.done.append("focus")


@pytest.fixture
def environment() -> Iterator[None]:
    """SDL's hints are the process's: other tests shall not inherit them."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def locked(environment: None) -> Iterator[ScreenWindow]:
    """A real window of SDL's driver without a screen, in kiosk mode; what its opening said is read."""
    window = ScreenWindow(SIZE, "kiosk", Lock())
    window.events()
    yield window
    window.close()


@pytest.mark.parametrize("raw", WAYS_OUT, ids=[pygame.event.event_name(raw.type) for raw in WAYS_OUT])
def test_nothing_but_a_touch_is_heard_of(locked: ScreenWindow, fonts: Fonts, raw: pygame.Event) -> None:
    """The program goes on, and has not even been told."""
    program = Screen()
    stage = Stage(program, locked, fonts)
    pygame.event.post(raw)
    assert stage.frame(0)
    assert [event for event in program.heard if not isinstance(event, Exposed)] == []


@pytest.mark.parametrize(("key", "mod"), KEYS)
def test_no_key_ends_it(locked: ScreenWindow, fonts: Fonts, key: int, mod: int) -> None:
    """A scanner types; what somebody else types is at most a wrong code."""
    program = Screen()
    stage = Stage(program, locked, fonts)
    pygame.event.post(pygame.Event(pygame.KEYDOWN, key=key, mod=mod, unicode=""))
    assert stage.frame(0)
    assert [type(event) for event in program.heard if not isinstance(event, Exposed)] == [Key]


@pytest.mark.parametrize("kind", DROPPED, ids=[pygame.event.event_name(kind) for kind in DROPPED])
def test_a_dropped_file_does_not_even_arrive(locked: ScreenWindow, kind: int) -> None:
    """SDL is told not to take any."""
    assert pygame.event.get_blocked(kind)
    assert not pygame.event.post(pygame.Event(kind, file="/etc/passwd"))
    assert locked.events() == []


def test_a_touch_is_heard(locked: ScreenWindow) -> None:
    """That is what it is for."""
    pygame.event.post(pygame.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=(5, 6)))
    assert locked.events() == [Tap(5, 6)]


def test_pointer_keys_and_screen_saver_are_taken(locked: ScreenWindow) -> None:
    """No arrow, no Alt+Tab as far as SDL can hold it, no screen saver."""
    assert not pygame.mouse.get_visible()
    assert pygame.event.get_grab()
    assert not pygame.display.get_allow_screensaver()
    assert {hint: os.environ[hint] for hint in HINTS} == HINTS


def test_who_sets_up_the_machine_may_say_otherwise() -> None:
    """A hint that stands in the environment stays."""
    environment = {"SDL_GRAB_KEYBOARD": "0"}
    Lock(environment).before()
    assert environment == {**HINTS, "SDL_GRAB_KEYBOARD": "0"}


@pytest.mark.parametrize("kind", LEFT, ids=[pygame.event.event_name(kind) for kind in LEFT])
def test_a_window_that_lost_the_front_takes_it_back(kind: int) -> None:
    """Once a second until it has it: another program may ask for it as often."""
    lock, window = Lock({}), Hidden()
    assert not lock.heeds(_about(kind, window))
    lock.watch(AGAIN_MS)
    lock.watch(AGAIN_MS + 1)
    assert window.done == ["show", "restore", "focus"]
    lock.watch(2 * AGAIN_MS)
    assert len(window.done) == 6
    lock.heeds(_about(pygame.WINDOWFOCUSGAINED, window))
    lock.watch(3 * AGAIN_MS)
    assert len(window.done) == 6


def test_a_window_without_a_screen_is_brought_to_the_front_later() -> None:
    """SDL refuses while nothing is plugged in."""
    lock, window = Lock({}), Hidden(unplugged=True)
    lock.heeds(_about(pygame.WINDOWFOCUSLOST, window))
    lock.watch(AGAIN_MS)
    window.unplugged = False
    lock.watch(2 * AGAIN_MS)
    assert window.done == ["show", "restore", "focus"]


def test_a_screen_that_is_unplugged_and_another_that_is_plugged_in_are_survived(environment: None) -> None:
    """The window is opened anew at the new size, and locked anew."""
    plugged_in = Plugs()
    window = ScreenWindow(None, "kiosk", Lock(), plugged_in)
    try:
        window.events()
        size = window.surface.get_size()
        window.look_at_desktop_soon()
        assert [event for event in window.events() if isinstance(event, Resized)] == []
        plugged_in.sizes = [(size[0] + 1, size[1])]
        pygame.event.set_grab(False)
        window.look_at_desktop_soon()
        assert Resized(plugged_in.sizes[0]) in window.events()
        assert pygame.event.get_grab()
    finally:
        window.close()


def _about(kind: int, window: Any) -> pygame.Event:
    return pygame.Event(kind, window=window)
