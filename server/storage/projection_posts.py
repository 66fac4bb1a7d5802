"""The rows of days, covers, handovers and absences."""

import json

from server.rules import facts as f
from server.rules.facts import Entry
from server.storage.sheets import Sheets


def day_opened(sheets: Sheets, fact: f.DayOpened, entry: Entry) -> None:
    """A day; opened again by hand it is a second row."""
    _close_day(sheets, entry)
    sheets.day, sheets.open_day = fact.day, entry.version
    row = {
        "hall": sheets.hall,
        "opened": entry.version,
        "version": entry.version,
        "day": fact.day,
        "by_hand": fact.by_hand,
        "since": entry.due,
        "until": None,
    }
    sheets.days.add(entry.version, row)


def day_closed(sheets: Sheets, _fact: f.DayClosed, entry: Entry) -> None:
    """Nobody serves a post until the next day: every cover ends."""
    _close_day(sheets, entry)
    for post in list(sheets.open_covers):
        _end_cover(sheets, post, entry)


def imported(sheets: Sheets, fact: f.HallImported, entry: Entry) -> None:
    """A post that is no longer set up is no longer covered."""
    for post in sheets.open_covers.keys() - {post.id for post in fact.setup.posts}:
        _end_cover(sheets, post, entry)


def cover_changed(sheets: Sheets, fact: f.CoverChanged, entry: Entry) -> None:
    """Who serves a post: one row a change (AB-11)."""
    _end_cover(sheets, fact.post, entry)
    sheets.open_covers[fact.post] = entry.version
    row = {
        "hall": sheets.hall,
        "opened": entry.version,
        "version": entry.version,
        "post": fact.post,
        "state": fact.state,
        "clerk": fact.clerk,
        "window": fact.window,
        "reason": fact.reason,
        "expected": fact.until,
        "before": fact.before,
        "a_role": fact.a_role,
        "left_at": fact.left,
        "since": entry.due,
        "until": None,
    }
    sheets.covers.add(entry.version, row)


def handover_opened(sheets: Sheets, fact: f.HandoverOpened, entry: Entry) -> None:
    """What passes with a post (AB-5, AB-8)."""
    row = {
        "hall": sheets.hall,
        "id": fact.handover,
        "version": entry.version,
        "post": fact.post,
        "kind": fact.kind,
        "giver": fact.giver,
        "taker": fact.taker,
        "at": entry.due,
        "waiting": fact.waiting,
        "held": json.dumps(fact.held),
        "served": fact.served,
        "note": fact.earlier_note if fact.note is None else fact.note.id,
        "acknowledged_at": None,
    }
    sheets.handovers.add(fact.handover, row)


def acknowledged(sheets: Sheets, fact: f.HandoverAcknowledged, entry: Entry) -> None:
    """The taker has read it."""
    sheets.handovers.change(fact.handover, version=entry.version, acknowledged_at=entry.due)


def absent(sheets: Sheets, fact: f.AbsenceRecorded, entry: Entry) -> None:
    """Absent without cover (AB-6)."""
    row = {
        "hall": sheets.hall,
        "version": entry.version,
        "clerk": fact.clerk,
        "post": fact.post,
        "reason": fact.reason,
        "left_at": fact.left,
        "since": entry.due,
    }
    sheets.absences.add(entry.version, row)


def _close_day(sheets: Sheets, entry: Entry) -> None:
    if sheets.open_day is not None:
        sheets.days.change(sheets.open_day, version=entry.version, until=entry.due)
        sheets.open_day = None


def _end_cover(sheets: Sheets, post: str, entry: Entry) -> None:
    opened = sheets.open_covers.pop(post, None)
    if opened is not None:
        sheets.covers.change(opened, version=entry.version, until=entry.due)
