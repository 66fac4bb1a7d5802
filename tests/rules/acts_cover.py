"""The acts of cover at random, and what must hold of cover after every order (issue's property of the cover)."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from common import commands as c
from common.commands_cover import UnfinishedReason
from common.rows import PostRow, PresenceRow
from common.words import Instant
from server.rules import facts as f
from server.rules import view
from server.rules.cover import candidates
from server.rules.facts import Entry
from server.rules.order import Tick
from server.rules.post_day import a_today, b_roles_of, opened_at, works_today
from server.rules.presence import away_from_hand, can_come, grace_ms, is_available
from tests.rules.acts import CLERKS, PICKS, HallMachine
from tests.rules.street import BOSS, MINUTE, clerk

OF_THE_RESIDENT = f.TicketSteppedBack | f.TicketWithdrawn | f.TicketVoided
NOBODY = ("unattended", "on_the_way", "closed")


class CoverMachine(HallMachine):
    """Calls from outside, askings, sharing, short absences: with everything that the others do."""

    def __init__(self) -> None:
        self.by_time: dict[str, list[tuple[Instant, str | None]]] = {}
        self.hands: dict[int, str | None] = {}
        self.last_entry: Entry | None = None
        self.gone: dict[str, str] = {}
        super().__init__()

    # -- acts --------------------------------------------------------------------------------------

    @rule(
        pick=PICKS,
        by=st.sampled_from(["called", "boss", "other"]),
        coming=st.sampled_from([True, True, False]),
    )
    def answers_call(self, pick: int, by: str, coming: bool) -> None:
        posts = list(self.hall.called_out) or ["pr"]
        post = posts[pick % len(posts)]
        called = self.hall.called_out.get(post)
        actor = BOSS if by == "boss" else clerk(called.clerk if called and by == "called" else "A1")
        meant = called.clerk if called and by == "boss" else None
        self.give(actor, c.AnswerCall(post=post, coming=coming, clerk=meant))

    @rule(name=CLERKS, pick=PICKS)
    def is_asked_no_longer(self, name: str, pick: int) -> None:
        post = self.hall.rules.posts[pick % len(self.hall.rules.posts)].id
        asked = self.hall.stand_ins_asked.get(post)
        self.give(BOSS, c.TakeBackStandIn(post=post, clerk=asked.clerk if asked else name))

    @rule(
        minutes=st.integers(1, 7),
        then=st.sampled_from(["silent", "silent", "leave", "leave later", "no", "on the way"]),
    )
    def nobody_is_there_and_one_is_called(self, minutes: int, then: str) -> None:
        """All leave; whoever is called says nothing, or goes, or answers."""
        for name in ("A1", "A2", "A3", "A4"):
            self.give(clerk(name), c.StandUp())
        for post, called in list(self.hall.called_out.items()):
            since = self.at + (MINUTE if then == "leave later" else 0)
            if then in ("leave", "leave later"):
                self.give(BOSS, c.RecordLeave(clerk=called.clerk, since=since, until=self.at + 9 * MINUTE))
            elif then != "silent":
                self.give(clerk(called.clerk), c.AnswerCall(post=post, coming=then == "on the way"))
        self.wait_until(self.at + minutes * MINUTE)

    @rule(name=CLERKS, pick=PICKS, accepts=st.booleans(), waits=st.booleans())
    def is_asked(self, name: str, pick: int, accepts: bool, waits: bool) -> None:
        post = self.hall.rules.posts[pick % len(self.hall.rules.posts)].id
        self.give(BOSS, c.NameStandIn(post=post, clerk=name, reason="overload"))
        if waits:
            self.wait_until(self.at + MINUTE)
        self.give(clerk(name), c.AnswerStandIn(post=post, accept=accepts))

    @rule(
        name=CLERKS, agrees=st.booleans(), starts=st.sampled_from([None, 2]), lasts=st.sampled_from([3, 30])
    )
    def has_business(self, name: str, agrees: bool, starts: int | None, lasts: int) -> None:
        since = None if starts is None else self.at + starts * MINUTE
        until = (since or self.at) + lasts * MINUTE
        self.give(clerk(name), c.AskOfficial(reason="meeting", since=since, until=until))
        asking = next(iter(self.hall.officials), 1)
        self.give(BOSS, c.AnswerOfficial(asking=asking, agree=agrees))

    @rule(name=CLERKS, pick=PICKS, reason=st.sampled_from(["papers", "call_back"]), done=st.booleans())
    def cannot_be_finished(self, name: str, pick: int, reason: UnfinishedReason, done: bool) -> None:
        """Of one at a window or put aside; and A says that the resident was told."""
        here = self.one_of(self.tickets("serving", "held"), pick)
        self.give(clerk(name), c.RecordUnfinished(ticket=here, reason=reason, note="who"))
        if done:
            item = self.one_of(list(self.hall.unfinished), pick)
            self.give(clerk(name) if pick % 2 else BOSS, c.MarkContacted(item=item))

    @rule(name=CLERKS)
    def has_business_no_more(self, name: str) -> None:
        self.give(clerk(name), c.AskOfficial(reason="meeting", until=self.at + 20 * MINUTE))
        self.give(clerk(name), c.CancelOfficial(asking=max(self.hall.officials, default=1)))

    @rule(window=st.integers(1, 5), found=st.sampled_from([None, "A1", "A2"]))
    def is_looked_after(self, window: int, found: str | None) -> None:
        self.give(BOSS, c.CheckSpot(window=window, found=found))

    @rule(name=CLERKS, minutes=st.sampled_from([1, 3, 6]))
    def is_away_for_a_moment(self, name: str, minutes: int) -> None:
        self.give(clerk(name), c.StepAway(reason="restroom", until=self.at + 2 * MINUTE))
        self.wait_until(self.at + minutes * MINUTE)
        self.give(clerk(name), c.ComeBack())

    # -- what must hold ------------------------------------------------------------------------------

    def before(self, entry: Entry) -> None:
        super().before(entry)
        self._follow_hands(entry)
        if isinstance(entry.fact, f.TicketCalled | f.TicketResumed):
            self._one_answer(entry.fact)

    def _one_answer(self, fact: f.TicketCalled | f.TicketResumed) -> None:
        """Whoever calls for a post is the one whom the record names, or shares an A's load: never a second answer."""
        ticket = self.fold.tickets[fact.ticket]
        post = fact.post if isinstance(fact, f.TicketCalled) else ticket.post or ""
        cover, load = self.fold.covers[post], self.fold.shared.get(post)
        if cover.clerk == fact.clerk:
            assert fact.role == cover.state
        else:
            assert load is not None
            assert (load.clerk, fact.role, cover.state) == (fact.clerk, "b_role", "a_role")

    @invariant()
    def every_view_tells_one_answer(self) -> None:
        """A post's row, its lines' rows and the rows of its clerks say the same."""
        serves = {post: cover.clerk for post, cover in self.hall.covers.items() if cover.clerk is not None}
        told = {
            post: row.clerk
            for row in view.table(self.hall, "supervisor", "clerks").values()
            if isinstance(row, PresenceRow)
            for post in row.serves
        }
        assert told == serves
        rows = view.table(self.hall, "wall", "posts").values()
        assert {row.id: row.clerk for row in rows if isinstance(row, PostRow) and row.clerk} == serves

    def _follow_hands(self, entry: Entry) -> None:
        """Whose hand the entry before this one emptied: it was the holder's act, or the resident's; or the holder was gone
        beyond the grace, nobody came, or the day ended."""
        in_hand = {ticket: self.fold.tickets[ticket].clerk for ticket in self.fold.hands.values()}
        last = self.last_entry
        for ticket, holder in self.hands.items():
            if ticket not in in_hand and last is not None and last.by != holder:
                assert self._may_empty(last, holder or ""), (last, holder)
        self.hands, self.last_entry = in_hand, entry
        away = {name: away_from_hand(self.fold, name or "", entry.due) for name in in_hand.values()}
        self.gone = {name or "": found.reason for name, found in away.items() if found is not None}

    def _may_empty(self, last: Entry, holder: str) -> bool:
        if isinstance(last.fact, f.TicketHeld | f.TicketPutBack):
            return self.gone.get(holder) in ("stepped_away", "silent")
        return isinstance(last.fact, f.TicketMissed | f.DayClosed | OF_THE_RESIDENT)

    def execute(self, order):  # type: ignore[no-untyped-def]  # as in the base
        before = self.hall.version
        answer = super().execute(order)
        if isinstance(order.command, Tick):
            self._count_flaps()
        elif self.hall.version > before:
            self.by_time.clear()
        return answer

    def _count_flaps(self) -> None:
        """By time alone a post goes out and back at most once within the grace."""
        grace = grace_ms(self.hall)
        for post, cover in self.hall.covers.items():
            seen = self.by_time.setdefault(post, [])
            if not seen or seen[-1][1] != cover.clerk:
                seen.append((cover.since, cover.clerk))
            recent = [who for since, who in seen if since > self.at - grace]
            assert len(recent) <= 3, (post, seen)

    @invariant()
    def nobody_waits_for_one_who_is_there(self) -> None:
        """A post that works now and that nobody serves has no candidate who is available."""
        hall = self.hall
        if hall.phase != "open":
            return
        for post in hall.rules.posts:
            cover = hall.covers.get(post.id)
            if cover is None or cover.state not in NOBODY or not works_today(hall, post):
                continue
            if opened_at(hall, post, self.at) is not None:
                assert not any(is_available(hall, name, self.at) for _, name in candidates(hall, post))

    @invariant()
    def nobody_outside_is_left_uncalled(self) -> None:
        """At a post where nobody is, one who can come is called; and none beyond the limits while another can (AB-14)."""
        hall = self.hall
        for post in hall.rules.posts if hall.phase == "open" and hall.paused is None else ():
            cover, called = hall.covers.get(post.id), hall.called_out.get(post.id)
            bs = b_roles_of(post, a_today(hall, post))
            can = [name for name in bs if can_come(hall, name, self.at)]
            if cover is None or cover.state not in ("unattended", "on_the_way") or not can:
                assert called is None or (cover is not None and called.clerk in can)
                continue
            assert called is not None
            assert called.clerk in can
            if set(can) - {called.clerk, *called.unable}:
                looked = max(called.at, hall.resumed_at, hall.outage[1])
                until = (
                    looked + hall.rules.cover.answer_min * MINUTE * (1 + called.again)
                    if called.until is None
                    else called.until
                )
                assert self.at < until

    @invariant()
    def sharing_is_between_two_who_are_there(self) -> None:
        """A serves, B is another and available."""
        for post, load in self.hall.shared.items():
            cover = self.hall.covers[post]
            assert cover.state == "a_role"
            assert cover.clerk != load.clerk
            assert self.hall.paused is not None or is_available(self.hall, load.clerk, self.at)
