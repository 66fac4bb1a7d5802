"""The small hall with matters of every kind of case, and people who decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from common import commands_case as c
from common.messages import Registered
from server.rules.cases.case import Case
from server.rules.setup import Clerk, Department, Duty, Matter, Setup
from tests.rules.street import Street, clerk, small_setup, words

HEAD, CHIEF = clerk("A4"), clerk("A3")
PAPERS = (words("身份证"), words("申请表"))


DUTIES: Mapping[str, tuple[Duty, ...]] = {
    "A4": ("department_head", "window_head"),
    "A3": ("chief_representative",),
}


def case_setup(duties: Mapping[str, tuple[Duty, ...]] = DUTIES, **changes: object) -> Setup:
    """A1 and A4 (the head) of department d, A2 of e, A3 the chief representative of f."""
    small = small_setup()
    matters = {
        "mr": Matter(id="mr", name=words("承诺"), department="d", line="r", kind="promised", promised_limit=5, materials=PAPERS),
        "now": Matter(id="now", name=words("即办"), department="d", line="r"),
        "permit": Matter(id="permit", name=words("许可"), department="d", line="r", kind="promised", permit=True),
        "joint": Matter(id="joint", name=words("联办"), department="d", line="r", kind="joint"),
        "up": Matter(
            id="up", name=words("报批"), department="d", line="r", kind="submitted", promised_limit=5, level_limit=2,
            steps=(words("初审"), words("上报")), step_limits=(1, 0),
        ),
        "soon": Matter(
            id="soon", name=words("容缺"), department="d", line="r", kind="promised", promised_limit=3,
            materials=PAPERS, start_incomplete=True,
        ),
    }  # fmt: skip
    others = tuple(item for item in small.matters if item.id not in matters)
    departments = {"A1": "d", "A4": "d", "A2": "e", "A3": "f"}
    people = tuple(
        Clerk(id=name, title=words("办事员"), department=departments[name], duties=duties.get(name, ()))
        for name in departments
    )
    setup = msgspec.structs.replace(
        small,
        departments=tuple(Department(id=name, name=words(name)) for name in ("d", "e", "f", "g")),
        matters=(*matters.values(), *others),
        clerks=people,
    )
    return msgspec.structs.replace(setup, **changes)


@dataclass
class CaseStreet(Street):
    """Drives cases, too; A1 sits from half past eight."""

    def register(self, matter: str = "permit", **more: object) -> Case:
        """Without a ticket, by A1."""
        command = c.RegisterCase(matter=matter, name="张三", **more)  # type: ignore[arg-type]
        answer = self.give(clerk("A1"), command)
        assert isinstance(answer, Registered)
        return self.hall.cases.open[answer.case]

    def day(self, day: str, clock: str = "09:00") -> None:
        """Let time pass until then."""
        self.until(clock, f"2026-{day}")

    def due(self, case: Case) -> str | None:
        """Its due date, as "11-30 18:00"."""
        if case.due is None:
            return None
        return datetime.fromtimestamp(case.due / 1000, ZoneInfo("Asia/Shanghai")).strftime("%m-%d %H:%M")


def case_morning(duties: Mapping[str, tuple[Duty, ...]] = DUTIES, **changes: object) -> CaseStreet:
    """Monday 23 November, half past eight, all three at their windows."""
    street = CaseStreet(case_setup(duties, **changes))
    street.until("08:30")
    street.sit("A1", "A2", "A3")
    return street


def with_matter(**about: object) -> CaseStreet:
    """The cases' morning, with a matter `x` besides."""
    setup = case_setup()
    matter = Matter(id="x", name=words("其他"), department="d", line="r", **about)  # type: ignore[arg-type]
    return case_morning(matters=(*setup.matters, matter))
