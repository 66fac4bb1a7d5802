"""The day's script of cases: what is done to which, by whom, at the script's clock. Limits are in working days."""

from typing import Literal, NamedTuple

PastAct = Literal[
    "register", "register_short", "tell", "tell_half", "stop", "send_up", "notify", "step", "decide"
]
CaseDoing = Literal[
    "register", "notify", "mark", "step", "extend", "stop", "start", "come_down", "receive", "supplement_again", "accept",
    "deny", "decide", "deliver",
]  # fmt: skip


class PastCase(NamedTuple):
    """A case that was taken in before the day: `acts` are what was done so many working days back, oldest first."""

    label: str
    matter: str
    clerk: str
    acts: tuple[tuple[int, PastAct], ...]


class CaseCue(NamedTuple):
    """`who` does it at `at`, or soon after; `matter` of a case that is registered then."""

    at: str
    who: str
    doing: CaseDoing
    label: str
    matter: str = ""


PAST = (
    PastCase("due-today", "migrant-marriage-birth", "A03", ((3, "register"),)),
    PastCase("to-extend", "family-planning-card", "A03", ((4, "register"), (4, "step"))),
    PastCase("stopped", "elder-card", "A04", ((6, "register"), (4, "stop"))),
    PastCase("to-stop", "one-child-honour", "A03", ((2, "register"),)),
    PastCase("papers", "further-birth-permit", "A03", ((2, "register_short"), (2, "tell"))),
    PastCase("twice-told", "re-employment-card", "A04", ((1, "register_short"), (1, "tell_half"))),
    PastCase("joint", "house-plot-review", "A06", ((4, "register"), (4, "notify"))),
    PastCase("up", "disability-card", "A04", ((5, "register"), (3, "send_up"))),
    PastCase("to-deliver", "conscript-allowance", "A04", ((7, "register"), (1, "decide"))),
    PastCase("to-close", "mediation", "A02", ((6, "register"),)),
    PastCase("to-deny", "medical-aid", "A04", ((5, "register"),)),
)
"""Of the sample hall; another has none of them. `due-today` is promised in three days and forgotten: it is overdue at 18:00 (C-7).
Of `to-extend` the review, three days, is late since yesterday, and the case is not (M-1)."""
PART_OF = "agriculture-centre"
"""Whom the lead department of a joint case sends a copy notice (C-10); `A05` has the part."""

CUES = (
    CaseCue("09:03", "A04", "deliver", "to-deliver"),
    CaseCue("09:15", "A06", "register", "joint-today", "house-plot-review"),
    CaseCue("09:16", "A06", "notify", "joint-today"),
    CaseCue("09:20", "A02", "decide", "to-close"),
    CaseCue("09:22", "A02", "deliver", "to-close"),
    CaseCue("09:25", "A04", "start", "stopped"),
    CaseCue("09:35", "A03", "register", "agency", "one-child-honour"),
    CaseCue("09:36", "A03", "mark", "agency"),
    CaseCue("09:37", "A03", "step", "agency"),
    CaseCue("10:08", "A04", "extend", "to-extend"),
    CaseCue("10:12", "A05", "decide", "joint:part"),
    CaseCue("10:15", "A03", "stop", "to-stop"),
    CaseCue("10:56", "A03", "receive", "papers"),
    CaseCue("11:10", "A04", "supplement_again", "twice-told"),
    CaseCue("11:20", "A04", "come_down", "up"),
    CaseCue("14:30", "A06", "decide", "joint"),
    CaseCue("14:36", "A06", "deliver", "joint"),
    CaseCue("14:40", "A04", "deny", "to-deny"),
    CaseCue("15:00", "A04", "receive", "twice-told"),
    CaseCue("15:10", "A03", "start", "to-stop"),
    CaseCue("16:05", "A05", "decide", "joint-today:part"),
    CaseCue("16:20", "A04", "decide", "up"),
)
