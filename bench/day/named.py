"""The residents whom the script names; the others are drawn."""

from typing import Literal, NamedTuple

Habit = Literal[
    "plain", "misses_call", "wrong_window", "needs_copy", "gives_up", "says_goodbye", "asks_more", "remembers", "pays",
    "not_yet", "frail", "unsure", "booked", "kept", "cancels", "forgets",
]  # fmt: skip
"""misses_call: comes back after the call · wrong_window: is transferred · needs_copy: is put aside and
comes back · gives_up: goes without a word · says_goodbye: gives the number back at the desk ·
asks_more: two matters at the kiosk · remembers: another one at the window · pays: is sent to pay and comes back ·
not_yet: lets others go first · frail: is granted the special channel · unsure: does not know what to choose ·
booked: rang up for a slot · kept: has yesterday's number · cancels, forgets: rang up for a slot and does not come."""

CLOSED_MATTER, LIMITED_MATTER = "gas-fee", "temporary-relief"
"""Closed for a while this afternoon; so many numbers a day and no more, asked for by those who are named alone."""
EARLY_MIN = 8
"""Who has a slot comes a little before."""
NAMED: tuple[tuple[str, str, Habit, str], ...] = (
    ("08:40", "welfare", "misses_call", ""),
    ("09:25", "family", "wrong_window", ""),
    ("10:10", "land", "needs_copy", ""),
    ("10:20", "family", "plain", ""),
    ("10:22", "family", "plain", ""),
    ("10:24", "family", "plain", ""),
    ("14:35", "welfare", "says_goodbye", ""),
    ("15:10", "fees", "gives_up", ""),
    ("15:20", "family", "wrong_window", ""),
    ("15:25", "fees", "misses_call", ""),
    ("15:33", "leader", "plain", ""),
    ("15:44", "leader", "plain", ""),
    ("17:36", "welfare", "plain", ""),
    ("17:38", "welfare", "plain", ""),
    ("17:40", "welfare", "plain", ""),
    ("17:43", "welfare", "plain", ""),
    ("17:46", "welfare", "plain", ""),
    ("17:47", "welfare", "frail", ""),
    ("17:49", "welfare", "says_goodbye", ""),
    ("17:50", "fees", "plain", ""),
    ("17:52", "welfare", "plain", ""),
    ("17:53", "fees", "plain", ""),
    ("17:54", "welfare", "plain", ""),
    ("17:57", "fees", "plain", ""),
    ("08:36", "welfare", "asks_more", ""),
    ("08:50", "land", "remembers", ""),
    ("08:57", "welfare", "plain", ""),
    ("08:58", "welfare", "plain", ""),
    ("08:58", "welfare", "plain", ""),
    ("08:59", "welfare", "plain", ""),
    ("09:00", "welfare", "says_goodbye", ""),
    ("09:01", "welfare", "frail", ""),
    ("09:15", "welfare", "plain", LIMITED_MATTER),
    ("09:20", "welfare", "pays", ""),
    ("09:30", "welfare", "not_yet", ""),
    ("09:35", "culture", "unsure", ""),
    ("10:35", "culture", "plain", ""),
    ("10:38", "culture", "plain", ""),
    ("14:40", "land", "pays", ""),
    ("14:45", "farm", "remembers", ""),
    ("10:40", "welfare", "plain", LIMITED_MATTER),
    ("11:20", "welfare", "plain", LIMITED_MATTER),
    ("14:50", "welfare", "plain", LIMITED_MATTER),
    ("14:52", "culture", "unsure", ""),
    ("15:05", "welfare", "asks_more", ""),
    ("15:12", "welfare", "not_yet", ""),
    ("16:00", "fees", "plain", CLOSED_MATTER),
    ("16:50", "welfare", "plain", LIMITED_MATTER),
)
"""Residents without whom the day would not show what it is for: (when, line, habit, matter if a certain one)."""
BOOKED: tuple[tuple[str, str, str], ...] = (
    ("09:30", "land", ""),
    ("10:30", "welfare", "rural-pension"),
    ("15:00", "land", ""),
    ("16:00", "welfare", "rural-pension"),
)
"""Who rang up for a slot: (slot, line, matter if a certain one)."""
NOT_KEPT: tuple[tuple[str, str, Habit], ...] = (("10:00", "land", "forgets"), ("15:30", "land", "cancels"))
"""Who rang up too, and does not come."""


class Kept(NamedTuple):
    """A number kept from the evening before: `at` its resident is back with it; empty: never."""

    at: str
    line: str


KEPT = (Kept("08:12", "welfare"), Kept("09:20", "land"), Kept("", "culture"))
"""The first is back in time for the old place, the second half an hour too late for it, the third lapses (Q-6)."""
