"""A hall drawn by lot: posts, lines, A and B, hours, figures; and the same one without cover or without sharing."""

from random import Random

from msgspec.structs import replace

from common.words import Words
from server.rules.setup import (
    About,
    Clerk,
    Department,
    Hours,
    Line,
    Matter,
    Post,
    PriorityClass,
    Settings,
    Setup,
    SlotPlan,
    Window,
)
from server.rules.setup_cover import CoverFigures, Sharing
from server.rules.setup_kiosks import Kiosks
from server.rules.setup_place import completed

DAY, DAY_BEFORE = "2026-11-24", "2026-11-23"
"""A Tuesday is lived; on the Monday before it some are left over and some book."""
OUTSIDE, NEVER = "X1", "N0"
"""Who may be called from outside (AB-14); who stands in the set-up and is never there (AB-1)."""
SESSIONS = ((("08:30", "12:00"),), (("08:30", "11:30"), ("13:30", "15:30")), (("09:00", "13:30"),))
LUNCHES = (("11:30", "12:00"), ("12:00", "12:30"), ("12:30", "13:00"))
FEE = "fee"
HEADS_MIN = (10, 20, 30)


def drawn_hall(random: Random) -> Setup:
    """Three to five posts that cover one another, and a clerk outside."""
    count = random.randint(3, 5)
    names = [f"A{n}" for n in range(1, count + 1)]
    sessions = random.choice(SESSIONS)
    lines = _lines(random, count)
    setup = Setup(
        hall=About(id="drawn", name=Words("示例大厅"), sample=True),
        hours=Hours(sessions=sessions),
        settings=_settings(random),
        kiosks=Kiosks(numbers_per_min=0),
        cover=CoverFigures(on_the_way_min=random.randint(5, 12), away_budget_min=random.randint(6, 12)),
        departments=(Department(id="d", name=Words("部门")),),
        lines=lines,
        matters=_matters(lines),
        windows=tuple(
            Window(number=n, name=Words(f"{n}号窗口"), department="d") for n in range(1, count + 2)
        ),
        posts=tuple(_post(random, n, names, [line.id for line in lines]) for n in range(1, count + 1)),
        clerks=_clerks(random, names, by_turns=len(sessions) == 1 and sessions[0][1] > "13:00"),
        priorities=tuple(
            PriorityClass(id=name, name=Words(name), head_start_min=random.choice(HEADS_MIN))
            for name in ("elder", "soldier")
        ),
        appointments=_plans(random, [line.id for line in lines]),
    )
    return completed(setup)


def without_cover(setup: Setup) -> Setup:
    """Whoever is B by the set-up is never there, and nobody is called from outside."""
    return replace(
        setup, posts=tuple(replace(post, b_roles=(NEVER,), sharing=Sharing()) for post in setup.posts)
    )


def without_sharing(setup: Setup) -> Setup:
    """B covers, and shares no load."""
    return replace(setup, posts=tuple(replace(post, sharing=Sharing()) for post in setup.posts))


def _settings(random: Random) -> Settings:
    return Settings(
        grace_min=random.randint(3, 8),
        re_entry_behind=random.randint(2, 5),
        special_one_in=random.randint(3, 5),
        appointment_lead_min=random.choice((30, 45, 60)),
        appointment_late_min=random.choice((5, 10, 15)),
        call_next_finishes=random.random() < 0.7,
        numbers_over_break=random.random() < 0.7,
    )


def _lines(random: Random, count: int) -> tuple[Line, ...]:
    """A line for each post but the last, which takes fees and whoever does not know; the first may be strict."""
    strict = random.random() < 0.4
    own = [Line(id=f"l{n}", name=Words(f"队列{n}"), prefix="BCDEF"[n - 1]) for n in range(1, count)]
    own[0] = replace(own[0], strict=strict)
    return (*own, Line(id=FEE, name=Words("收费"), prefix="A", general=True))


def _matters(lines: tuple[Line, ...]) -> tuple[Matter, ...]:
    found = [
        Matter(id=f"{line.id}-{n}", name=Words(f"{line.id}-{n}"), department="d", line=line.id)
        for line in lines
        for n in (1, 2)
    ]
    return (*found, Matter(id="unsure", name=Words("不知道办什么"), department="d", unsure=True))


def _post(random: Random, n: int, names: list[str], lines: list[str]) -> Post:
    """The second post serves the first one's line besides its own; Bs are drawn from the others."""
    others = [name for name in names if name != names[n - 1]]
    bs = random.sample(others, random.randint(1, 2))
    return Post(
        id=f"p{n}",
        name=Words(f"{n}号岗"),
        window=n,
        a_role=names[n - 1],
        b_roles=(*bs, OUTSIDE) if random.random() < 0.4 else tuple(bs),
        lines=(lines[n - 1], lines[0]) if n == 2 else (lines[n - 1],),
        sharing=_sharing(random),
    )


def _sharing(random: Random) -> Sharing:
    kind = random.choice(("none", "waiting", "wait"))
    return Sharing(
        waiting=random.randint(5, 9) if kind == "waiting" else 0,
        longest_min=random.randint(12, 25) if kind == "wait" else 0,
    )


def _clerks(random: Random, names: list[str], *, by_turns: bool) -> tuple[Clerk, ...]:
    own = [
        Clerk(
            id=name,
            title=Words("办事员"),
            department="d",
            may_pick=random.random() < 0.3,
            lunch=LUNCHES[n % len(LUNCHES)] if by_turns else None,
        )
        for n, name in enumerate(names)
    ]
    others = (
        Clerk(id=name, title=Words("办事员"), department="d", outside=name == OUTSIDE)
        for name in (OUTSIDE, NEVER)
    )
    return (*own, *others)


def _plans(random: Random, lines: list[str]) -> tuple[SlotPlan, ...]:
    if random.random() < 0.4:
        return ()
    booked = tuple(random.sample(lines, 2))
    return (
        SlotPlan(id="plan", name=Words("预约"), lines=booked, capacity=2, sessions=(("09:00", "11:30"),)),
    )
