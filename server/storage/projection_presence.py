"""The rows of who sat where, who was away, how long a cover took, and spot checks."""

from typing import Any

from server.rules import facts as f
from server.rules.facts import Entry
from server.storage.sheets import Sheet, Sheets

SERVED = ("b_role", "stand_in")


# -- sittings -------------------------------------------------------------------------------------


def sat_down(sheets: Sheets, fact: f.ClerkSatDown, entry: Entry) -> None:
    """Whoever sat there, or elsewhere, does no more."""
    for opened in list(sheets.open_sittings.values()):
        row = sheets.sittings[opened]
        if row["window"] == fact.window or row["clerk"] == fact.clerk:
            _end(sheets.sittings, opened, entry)
            del sheets.open_sittings[row["clerk"]]
    _end_aways(sheets, fact.clerk, entry)
    sheets.open_sittings[fact.clerk] = entry.version
    row = {"window": fact.window, "clerk": fact.clerk, "reason": None, "expected": None}
    sheets.sittings.add(entry.version, _opened(sheets, entry) | row)


def stood_up(sheets: Sheets, fact: f.ClerkStoodUp, entry: Entry) -> None:
    """With where to and until when."""
    opened = sheets.open_sittings.pop(fact.clerk, None)
    if opened is not None:
        _end(sheets.sittings, opened, entry, reason=fact.reason, expected=fact.until)
    _end_aways(sheets, fact.clerk, entry)


# -- aways ----------------------------------------------------------------------------------------


def stepped_away(sheets: Sheets, fact: f.ClerkSteppedAway, entry: Entry) -> None:
    """For a moment, or with a handover; the later one replaces the earlier."""
    kind = "handed_over" if fact.handed_over else "stepped_away"
    _away(sheets, fact.clerk, entry, "away", kind=kind, reason=fact.reason, expected=fact.until)


def went_silent(sheets: Sheets, fact: f.TerminalWentSilent, entry: Entry) -> None:
    """From when it was last heard."""
    _away(sheets, fact.clerk, entry, "silent", kind="silent", reason=None, expected=None)


def heard(sheets: Sheets, fact: f.TerminalHeard, entry: Entry) -> None:
    """The silence is over; a step away is not."""
    _end_away(sheets, (fact.clerk, "silent"), entry)


def came_back(sheets: Sheets, fact: f.ClerkCameBack, entry: Entry) -> None:
    """Both are over."""
    _end_aways(sheets, fact.clerk, entry)


def _away(sheets: Sheets, clerk: str, entry: Entry, group: str, **values: Any) -> None:
    _end_away(sheets, (clerk, group), entry)
    sheets.open_aways[clerk, group] = entry.version
    sheets.aways.add(entry.version, _opened(sheets, entry) | {"clerk": clerk} | values)


def _end_aways(sheets: Sheets, clerk: str, entry: Entry) -> None:
    for group in ("away", "silent"):
        _end_away(sheets, (clerk, group), entry)


def _end_away(sheets: Sheets, key: tuple[str, str], entry: Entry) -> None:
    opened = sheets.open_aways.pop(key, None)
    if opened is not None:
        _end(sheets.aways, opened, entry)


# -- how long a cover took ------------------------------------------------------------------------


def follow_cover(sheets: Sheets, fact: f.CoverChanged, entry: Entry) -> None:
    """An absence of A from when it took effect until A serves again, or nobody has to."""
    opened = sheets.open_takeovers.get(fact.post)
    change = fact.absence_of(None if opened is None else sheets.takeovers[opened]["a_role"])
    if change != "goes_on":
        end_takeover(sheets, fact.post, entry)
    if change == "begins":
        _open_takeover(sheets, fact, entry)
    elif opened is not None and change == "goes_on":
        _covered(sheets, opened, fact, entry)


def _covered(sheets: Sheets, opened: int, fact: f.CoverChanged, entry: Entry) -> None:
    if sheets.takeovers[opened]["covered_at"] is None and fact.state in SERVED:
        sheets.takeovers.change(opened, version=entry.version, covered_at=entry.due)


def _open_takeover(sheets: Sheets, fact: f.CoverChanged, entry: Entry) -> None:
    sheets.open_takeovers[fact.post] = entry.version
    row = {
        "hall": sheets.hall,
        "opened": entry.version,
        "version": entry.version,
        "post": fact.post,
        "a_role": fact.a_role,
        "reason": fact.reason,
        "left_at": fact.left,
        "effective": entry.due,
        "covered_at": entry.due if fact.state in SERVED else None,
        "first_call": None,
        "ticket": None,
        "waited_from": None,
        "effective_ms": None,
        "seen_ms": None,
        "until": None,
    }
    sheets.takeovers.add(entry.version, row)


def measured(sheets: Sheets, fact: f.CoverMeasured, entry: Entry) -> None:
    """How long it took, as the fact says."""
    found = {
        "first_call": None if fact.ticket is None else entry.due,
        "ticket": fact.ticket,
        "waited_from": fact.waited_from,
        "effective_ms": fact.effective_ms,
        "seen_ms": fact.seen_ms,
    }
    sheets.takeovers.change(sheets.open_takeovers[fact.post], version=entry.version, **found)


def end_takeover(sheets: Sheets, post: str, entry: Entry) -> None:
    """A serves again, or nobody has to."""
    opened = sheets.open_takeovers.pop(post, None)
    if opened is not None:
        _end(sheets.takeovers, opened, entry)


# -- the day, the set-up, spot checks -------------------------------------------------------------


def day_closed(sheets: Sheets, _fact: f.DayClosed, entry: Entry) -> None:
    """Everybody has left."""
    for opened in sheets.open_sittings.values():
        _end(sheets.sittings, opened, entry)
    for opened in sheets.open_aways.values():
        _end(sheets.aways, opened, entry)
    for post in list(sheets.open_takeovers):
        end_takeover(sheets, post, entry)
    sheets.open_sittings.clear()
    sheets.open_aways.clear()


def imported(sheets: Sheets, fact: f.HallImported, entry: Entry) -> None:
    """A post that is no longer set up waits for nobody."""
    for post in sheets.open_takeovers.keys() - {post.id for post in fact.setup.posts}:
        end_takeover(sheets, post, entry)


def spot_checked(sheets: Sheets, fact: f.SpotChecked, entry: Entry) -> None:
    """Who was found, beside what the system said (S-6)."""
    row = {
        "hall": sheets.hall,
        "id": fact.check,
        "version": entry.version,
        "window": fact.window,
        "found": fact.found,
        "said": fact.said,
        "away": fact.away,
        "at": entry.due,
        "by": entry.by,
    }
    sheets.spot_checks.add(fact.check, row)


def _opened(sheets: Sheets, entry: Entry) -> dict[str, Any]:
    begun = {"hall": sheets.hall, "opened": entry.version, "version": entry.version}
    return begun | {"since": entry.due, "until": None}


def _end(sheet: Sheet, opened: int, entry: Entry, **values: Any) -> None:
    sheet.change(opened, version=entry.version, until=entry.due, **values)
