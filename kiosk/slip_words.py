"""What a short paper says, in the language that the window chose for the resident; Chinese stands beside every other. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from common.i18n import say
from common.papers import PaperTold
from common.words import Instant, Words
from kiosk.hall import Hall
from kiosk.slip import Listed, Slip
from kiosk.wording import Wording


def slip_for(told: PaperTold, hall: Hall, wording: Wording) -> Slip:
    """The paper of what the server told. `wording` speaks the paper's language, not the screen's."""
    about = hall.about
    translated = wording.language != "zh"
    return Slip(
        sample=wording.say("sample") if about and about.sample else "",
        hall=wording.of(about.name) if about else "",
        department=wording.of(told.department),
        title=_say(wording, _title(told)),
        second_title=say("zh", f"paper.{_title(told)}", {}) if translated else "",  # the window reads Chinese
        number=told.number,
        secret=_say(wording, "code") if told.secret else "",
        code=told.secret,
        matter=wording.of(told.matter),
        second_name=told.matter.zh if translated and told.matter.en else "",
        facts=tuple(_facts(told, wording)),
        lists=tuple(_lists(told, wording)),
        means=tuple(_means(told, wording)),
        address=told.address,
        scan=_say(wording, "scan") if told.address else "",
        time=_say(wording, "printed", time=wording.stamp(told.printed)),
    )


def _title(told: PaperTold) -> str:
    return "accepted.receipt" if told.kind == "receipt" and told.accepted else told.kind


def _facts(told: PaperTold, wording: Wording) -> Iterator[str]:
    """When it came, when it is due, who handles it and how to reach them (C-1); where to go."""
    if told.received is not None and told.kind == "receipt":
        yield _at(wording, "received", told.received)
    yield from _clock(told, wording)
    if told.limit:
        yield _say(wording, "limit", n=told.limit)
    for code, words in (("fee", told.fee), ("result", told.result)):
        if text := wording.of(words):
            yield _say(wording, code, **{code: text})
    if told.window is not None:
        yield _say(wording, "window", window=told.window)
    if told.clerk:
        yield _say(wording, "handler", handler=wording.of(told.handler), clerk=told.clerk)
    if told.phone:
        yield _say(wording, "phone", phone=told.phone)


def _clock(told: PaperTold, wording: Wording) -> Iterator[str]:
    if told.clock in ("due", "registration") and told.due is not None:
        provisional = _say(wording, "provisional") if told.provisional else ""
        yield _at(wording, "due", told.due) + provisional
    if told.clock not in ("none", "due"):
        yield _say(wording, f"clock.{told.clock}")


def _lists(told: PaperTold, wording: Wording) -> Iterator[Listed]:
    """On a one-time notice all of it, and what of it lacks marked; on the others what is still to come (C-8)."""
    if told.materials:
        yield Listed(_say(wording, "bring"), tuple(_item(words, told, wording) for words in told.materials))
        return
    if told.missing:
        items = (_say(wording, "item", text=wording.of(words)) for words in told.missing)
        yield Listed(_say(wording, "lacking"), tuple(items))


def _item(words: Words, told: PaperTold, wording: Wording) -> str:
    code = "missing_item" if words in told.missing else "item"
    return _say(wording, code, text=wording.of(words))


def _means(told: PaperTold, wording: Wording) -> Iterator[str]:
    if told.note:
        yield _say(wording, "note", note=told.note)
    if told.by is not None:
        yield _at(wording, "by_over" if told.by_over else "by", told.by)
    if told.kind == "supplement":
        yield _say(wording, "means.accepted" if told.accepted else "means.supplement")
    elif told.kind == "one_time":
        yield _say(wording, "means.one_time")
    else:
        yield _say(wording, "keep")


def _at(wording: Wording, code: str, moment: Instant) -> str:
    return _say(wording, code, time=wording.stamp(moment))


def _say(wording: Wording, code: str, **values: str | int) -> str:
    return say(wording.language, f"paper.{code}", values)
