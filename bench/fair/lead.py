"""The supervisor of a drawn day and the clerk outside: stand-ins, calls from outside, a pause."""

from bench.fair.crowd import Crowd
from bench.fair.drawn_day import DrawnDay, Shift, open_spans
from bench.fair.drawn_hall import DAY, NEVER, OUTSIDE
from bench.fair.life import SUPERVISOR, Life, clerk
from bench.fair.staff import ClerkAtWork
from common import commands as c
from server.rules import facts as f
from server.rules.facts import Entry
from server.rules.presence import is_available
from server.rules.setup import Post

ROUND_S = 60
"""So often the supervisor looks at every post."""
ANSWERS_S = 30


class Lead:
    """Names a stand-in where nobody has been at a post for a while, if the hall keeps cover at all."""

    def __init__(self, life: Life, day: DrawnDay) -> None:
        self._life = life
        self._patience_ms = day.stand_in_after_s * 1000
        self._ends = open_spans(life.hall.rules)[-1][1]
        life.on(open_spans(life.hall.rules)[0][0], self._round)
        if day.pause is not None:
            life.on(day.pause[0], lambda: life.give(SUPERVISOR, c.PauseHall(reason="system")))
            life.on(day.pause[1], lambda: life.give(SUPERVISOR, c.ResumeHall(reason="system")))

    def _round(self) -> None:
        for post in self._life.hall.rules.posts:
            cover = self._life.hall.covers.get(post.id)
            if cover is not None and cover.state == "unattended" and NEVER not in post.b_roles:
                if self._life.at - cover.since >= self._patience_ms:
                    self._name_somebody(post)
            elif cover is not None and cover.state == "a_role" and post.id in self._life.hall.stand_ins:
                self._life.give(
                    SUPERVISOR, c.EndStandIn(post=post.id, clerk=self._life.hall.stand_ins[post.id])
                )
        if self._life.at < self._ends:
            self._life.after(ROUND_S, self._round)

    def _name_somebody(self, post: Post) -> None:
        for name in self._life.hall.seats.values():
            if is_available(self._life.hall, name, self._life.at):
                asked = c.NameStandIn(post=post.id, clerk=name, reason="nobody_present")
                if self._life.give(SUPERVISOR, asked) is not None:
                    self._life.give(clerk(name), c.AnswerStandIn(post=post.id, accept=True))
                    return


class Outside:
    """A B who works elsewhere, is called, and comes or does not (AB-14)."""

    def __init__(self, life: Life, crowd: Crowd, day: DrawnDay) -> None:
        self._life, self._crowd, self._day = life, crowd, day
        self._at_work: ClerkAtWork | None = None
        life.hears.append(self._hear)

    def _hear(self, entry: Entry) -> None:
        match entry.fact:
            case f.CoverCalled(post=post, clerk=name) if name == OUTSIDE and self._life.hall.day == DAY:
                self._life.after(ANSWERS_S, lambda: self._answer(post))

    def _answer(self, post: str) -> None:
        coming = self._day.comes
        if self._life.give(clerk(OUTSIDE), c.AnswerCall(post=post, coming=coming)) is not None and coming:
            self._life.after(self._day.coming_after_s, self._arrive)

    def _arrive(self) -> None:
        """At the free window, for the rest of the day."""
        if self._at_work is None and self._life.hall.phase == "open":
            window = self._life.hall.rules.windows[-1].number
            self._at_work = ClerkAtWork(self._life, self._crowd, Shift(OUTSIDE, window, self._life.at, ()))
