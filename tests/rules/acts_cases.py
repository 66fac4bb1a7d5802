"""What clerks, heads and time do to cases at random, among all that happens to tickets, posts and clerks meanwhile."""

from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from common import commands_case as c
from server.rules.facts import Entry
from server.rules.order import Actor, AnyCommand
from server.rules.setup import Clerk, Department, Matter, Setup
from tests.rules.acts import CLERKS, NOBODY, HallMachine
from tests.rules.setup_cases import PAPERS
from tests.rules.street import BOSS, MINUTE, clerk, small_setup, words
from tests.rules.watch_cases import KeptTables, Overdue, check_begun, check_cases
from tests.rules.watch_mistakes import Mistakes

DAY = 24 * 60 * MINUTE
MATTERS = (
    Matter(id="c-day", name=words("一日"), department="d", line="r", kind="promised", promised_limit=1, materials=PAPERS),
    Matter(id="c-now", name=words("即办"), department="d", line="r"),
    Matter(id="c-joint", name=words("联办"), department="d", line="r", kind="joint"),
    Matter(
        id="c-up", name=words("报批"), department="d", line="s", kind="submitted", promised_limit=2, level_limit=1,
        steps=(words("初审"), words("上报")), step_limits=(1, 0),
    ),
    Matter(id="c-letter", name=words("来信"), department="e", line="r", kind="reply", promised_limit=2, materials=PAPERS),
    Matter(id="c-permit", name=words("许可"), department="e", line="s", kind="promised", permit=True, start_incomplete=True, materials=PAPERS),
)  # fmt: skip
DUTIES: dict[str, tuple[Any, ...]] = {
    "A1": ("department_head",),
    "A2": ("window_head", "chief_representative"),
}
WORK = (
    ["receive", "tell", "stop", "stop", "start", "start", "up", "down", "extend", "step", "decide", "deliver", "accept", "refuse"]
)  # fmt: skip
ELSE = [
    "mark",
    "hand on",
    "agent",
    "leg",
    "notify",
    "notify",
    "counter",
    "see",
    "hurry",
    "take back",
    "take back",
]


def with_cases(setup: Setup) -> Setup:
    """The same hall with matters of every kind of case, two departments more, and people who decide."""
    return msgspec.structs.replace(
        setup,
        departments=(
            *setup.departments,
            *(Department(id=name, name=words(name)) for name in ("e", "f") if name not in _ids(setup)),
        ),
        matters=(*setup.matters, *MATTERS),
        clerks=tuple(_with_duties(item) for item in setup.clerks),
    )


def _ids(setup: Setup) -> set[str]:
    return {item.id for item in setup.departments}


def _with_duties(person: Clerk) -> Clerk:
    """A3 stands for the other department."""
    changes: dict[str, Any] = {"duties": DUTIES.get(person.id, ())}
    return msgspec.structs.replace(person, **changes, department="e" if person.id == "A3" else "d")


class CaseMachine(HallMachine):
    """Every act about a case, by whoever may and by whoever may not, over days."""

    setups = [with_cases(small_setup())]  # noqa: RUF012  # typed in the base

    def __init__(self) -> None:
        self.overdue, self.kept, self.mistakes = Overdue(), KeptTables(), Mistakes()
        super().__init__()
        for matter in (*MATTERS, *MATTERS):
            self.registers("A1", matter, len(self.hall.cases.open) // 3, at_window=False, mark=None)

    def registers(
        self, name: str, matter: Matter, papers: int, *, at_window: bool, mark: Any, another: bool = False
    ) -> None:
        """`another`: once more on the same ticket, as whoever registers twice by mistake."""
        there = tuple(range(min(papers, len(matter.materials))))
        ticket = self.held_id(name) if at_window else None
        command = c.RegisterCase(matter=matter.id, name="张三", ticket=ticket, materials=there, mark=mark)
        self.give(clerk(name), command)
        if another:
            self.give(clerk(name), command)
            self.give(clerk(name), msgspec.structs.replace(command, another=True))

    def case(self, pick: int) -> int:
        return self.one_of(list(self.hall.cases.open), pick)

    @rule(
        name=CLERKS, matter=st.sampled_from(MATTERS), papers=st.integers(0, 2), at_window=st.booleans(),
        mark=st.sampled_from([None, None, "urgent"]), another=st.booleans(),
    )  # fmt: skip
    def somebody_files(
        self, name: str, matter: Matter, papers: int, at_window: bool, mark: Any, another: bool
    ) -> None:
        self.registers(name, matter, papers, at_window=at_window, mark=mark, another=another)

    @rule(
        acts=st.lists(
            st.tuples(st.integers(0, 12), CLERKS, st.sampled_from(WORK), st.integers(1, 3)),
            min_size=2,
            max_size=12,
        )
    )
    def works(self, acts: list[tuple[int, str, str, int]]) -> None:
        for pick, name, act, n in acts:
            self.give(clerk(name), self.work_on(self.case(pick), act, n))

    def work_on(self, case: int, act: str, n: int) -> AnyCommand:
        held = self.hall.cases.open.get(case)
        missing = tuple(place for place in range(2) if held is None or place not in held.materials)
        commands: dict[str, AnyCommand] = {
            "receive": c.ReceiveMaterials(case=case, materials=missing[: n % 2 + 1]),
            "tell": c.TellSupplement(case=case, missing=missing[: n % 2 + 1], arisen_since=n == 3),
            "stop": c.StopClock(case=case, reason="appraisal", days=n),
            "start": c.StartClock(case=case),
            "up": c.SendUp(case=case),
            "down": c.ComeDown(case=case),
            "extend": c.ExtendCase(case=case, days=n, reason="complex"),
            "step": c.EnterStep(case=case, step=n % 2),
            "decide": c.DecideCase(case=case, end="closed"),
            "deliver": c.DeliverResult(case=case),
            "accept": c.AcceptCase(case=case),
            "refuse": c.RefuseCase(case=case, reason="not_eligible", note="户籍不在本县"),
        }
        return commands[act]

    @rule(
        acts=st.lists(
            st.tuples(st.integers(0, 12), CLERKS, st.sampled_from(ELSE), CLERKS, st.integers(1, 3)),
            min_size=2,
            max_size=8,
        )
    )
    def works_otherwise(self, acts: list[tuple[int, str, str, str, int]]) -> None:
        for pick, name, act, other, n in acts:
            self.otherwise(pick, name, act, other, n)

    def otherwise(self, pick: int, name: str, act: str, other: str, n: int) -> None:
        case, who = self.case(pick), clerk(name)
        department = ("d", "e", "f")[n - 1]
        legs: tuple[c.CaseLeg, ...] = ("set_out", "handed_in", "brought_back")
        acts: dict[str, tuple[Actor, AnyCommand]] = {
            "mark": (who, c.MarkCase(case=case, mark="urgent" if n == 1 else None)),
            "hand on": (who, c.HandOnCase(case=case, clerk=other)),
            "agent": (clerk("A2"), c.NameAgent(case=case, agent=other)) if n > 1 else (who, c.NameAgent(case=case)),
            "leg": (who, c.RecordLeg(case=self.carried(pick), leg=legs[n - 1])),
            "notify": (who, c.NotifyDepartment(case=case, department=department, days=n, last=(None, True, False)[n % 3])),
            "counter": (BOSS, c.CounterOverdue(case=case, reason="outage")),
            "see": (BOSS, c.SeePerson(case=case, why="check")),
            "hurry": (who, c.HurryCase(case=case)),
            "take back": (who, c.TakeBackCase(case=case, reason="twice")),
        }  # fmt: skip
        self.give(*acts[act])

    def carried(self, pick: int) -> int:
        """A case that has an agent, if any has."""
        return self.one_of([one.id for one in self.hall.cases.open.values() if one.agent is not None], pick)

    @rule(days=st.sampled_from([1, 1, 1, 2, 3]), looking=st.booleans())
    def days_pass(self, days: int, looking: bool) -> None:
        """With the machine on, or off over a weekend: nothing is missed, nothing is doubled (C-7)."""
        target = self.at + days * DAY
        if looking:
            self.wait_until(target)
        else:
            self.at = target

    def before(self, entry: Entry) -> None:
        super().before(entry)
        self.overdue.check(self.fold, entry)
        self.mistakes.check(self.fold, entry)
        check_begun(self.fold, entry)

    @invariant()
    def cases_hold(self) -> None:
        self.tick()
        check_cases(self.hall, self.at)
        self.mistakes.hold(self.hall, self.at, self.kept.check(self.hall))


__all__ = ["NOBODY", "CaseMachine", "with_cases"]
