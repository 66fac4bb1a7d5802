"""Halls in which something about a case must be refused."""

from collections.abc import Callable

import msgspec

from common import commands_case as k
from server.rules.order import Actor
from tests.rules.setup_cases import CHIEF, HEAD, CaseStreet, case_morning, case_setup
from tests.rules.situations import Asked
from tests.rules.street import BOSS, clerk

A1, A2 = clerk("A1"), clerk("A2")
NOBODY = 99


def of(
    matter: str,
    actor: Actor,
    kind: Callable[..., object],
    *first: tuple[Actor, Callable[..., object]],
    **more: object,
) -> Asked:
    """`actor` asks `kind` of a case of A1's, after `first` was done to it."""
    street = case_morning()
    case = street.register(matter).id
    for who, before in first:
        street.give(who, before(case=case))  # type: ignore[arg-type]  # a command
    return street, actor, kind(case=case, **more)  # type: ignore[return-value]  # a command


def filling(kind: Callable[..., object], **fixed: object) -> Callable[..., object]:
    """The command with all but its case."""
    return lambda case: kind(case=case, **fixed)


def nobodys(actor: Actor, kind: Callable[..., object], **more: object) -> Asked:
    """A case that is none."""
    return case_morning(), actor, kind(case=NOBODY, **more)  # type: ignore[return-value]  # a command


def asked(**changes: object) -> Asked:
    """A1 registers, with `changes`."""
    return case_morning(), A1, k.RegisterCase(**{"matter": "mr", "name": "张三", **changes})  # type: ignore[arg-type]


STOP = filling(k.StopClock, reason="hearing", days=3)
NOTIFY = filling(k.NotifyDepartment, department="e", days=3)
CLOSE = filling(k.DecideCase, end="closed")
UP = filling(k.SendUp)


def on_due_day() -> Asked:
    """The head would extend on the last day."""
    street, _, _ = of("up", A1, k.AcceptCase)
    assert isinstance(street, CaseStreet)
    street.day("11-30")
    (case,) = street.hall.cases.open
    return street, HEAD, k.ExtendCase(case=case, days=1, reason="complex")


def beyond_the_levels_limit() -> Asked:
    """At the higher level for longer than its own limit: the clock runs."""
    street, _, _ = of("up", A1, k.AcceptCase, (A1, UP))
    assert isinstance(street, CaseStreet)
    street.day("11-26")
    (case,) = street.hall.cases.open
    return street, A1, k.SendUp(case=case)


def part_of(actor: Actor, kind: Callable[..., object], **more: object) -> Asked:
    """The part of department e."""
    street = case_morning()
    street.give(A1, NOTIFY(street.register("joint").id))  # type: ignore[arg-type]
    part = max(street.hall.cases.open)
    street.give(A2, CLOSE(part))  # type: ignore[arg-type]
    return street, actor, kind(case=part, **more)  # type: ignore[return-value]


def at_one_ticket() -> Asked:
    """A second case of the same matter, which nobody has said is meant."""
    street = case_morning()
    street.issue("permit")
    again = k.RegisterCase(matter="permit", name="张三", ticket=street.call("A1").id)
    street.give(A1, again)
    return street, A1, again


def undecided() -> Asked:
    """One with a limit, in a department that has its chief representative at the hall."""
    street = case_morning(duties={"A4": ("chief_representative",)})
    return street, A1, k.DecideCase(case=street.register("permit").id, end="closed")


def joint_untold() -> Asked:
    """A joint case of which a department that its matter names was not told."""
    named = {"joint_with": ("e", "f")}
    matters = [
        msgspec.structs.replace(one, **named if one.id == "joint" else {}) for one in case_setup().matters
    ]
    street = case_morning(matters=tuple(matters))
    case = street.register("joint").id
    street.give(A1, NOTIFY(case))  # type: ignore[arg-type]
    street.give(A2, CLOSE(max(street.hall.cases.open)))  # type: ignore[arg-type]
    return street, A1, CLOSE(case)  # type: ignore[return-value]


def joint_denied() -> Asked:
    """A joint case whose part is denied."""
    street = case_morning()
    case = street.register("joint").id
    street.give(A1, NOTIFY(case))  # type: ignore[arg-type]
    street.give(A2, k.DecideCase(case=max(street.hall.cases.open), end="denied", note="消防不合格"))
    return street, A1, CLOSE(case)  # type: ignore[return-value]


def a_day_later() -> Asked:
    """Who registered it finds the next day that it was a mistake."""
    street = case_morning()
    case = street.register("permit")
    street.day("11-24")
    return street, A1, k.TakeBackCase(case=case.id, reason="twice")


def by_its_own_head() -> Asked:
    """The window's head registered it, and the resident has left: it is on record as not closed on the spot."""
    street = case_morning({"A1": ("window_head",)})
    street.issue("now")
    ticket = street.call("A1")
    street.start("A1", ticket)
    case = street.register("now", ticket=ticket.id)
    street.finish("A1", ticket)
    street.issue("now")
    street.call("A1")
    return street, A1, k.TakeBackCase(case=case.id, reason="twice")


def before_the_date() -> Asked:
    """The day that the notice named is today."""
    street = case_morning(cases=msgspec.structs.replace(case_setup().cases, supplement_within_days=1))
    case = street.register("mr").id
    street.give(A1, k.TellSupplement(case=case, missing=(0,)))
    street.day("11-24", "19:00")
    return street, A1, k.RefuseCase(case=case, reason="no_papers")


CASE_SITUATIONS: dict[str, list[tuple[str, Callable[[], Asked]]]] = {
    "RegisterCase": [
        ("unknown_matter", lambda: asked(matter="x")),
        ("unknown_material", lambda: asked(materials=(2,))),
        ("unknown_material", lambda: asked(materials=(1, 1))),
        ("name_empty", lambda: asked(name="  ")),
        ("unseen_signs", lambda: asked(name="张\u202e三")),
        ("registered_already", at_one_ticket),
        ("unknown_ticket", lambda: asked(ticket=NOBODY)),
        ("not_your_matter", lambda: (case_morning(), A2, k.RegisterCase(matter="mr", name="张三"))),
    ],
    "TellSupplement": [
        ("unknown_case", lambda: nobodys(A1, k.TellSupplement, missing=(0,))),
        ("not_your_case", lambda: of("mr", A2, k.TellSupplement, missing=(0,))),
        ("unknown_material", lambda: of("mr", A1, k.TellSupplement, missing=(7,))),
        ("told_meanwhile", lambda: of("mr", A1, k.TellSupplement, missing=(0,), notices=1)),
        ("nothing_missing", lambda: of("mr", A1, k.TellSupplement, missing=())),
        ("note_too_long", lambda: of("mr", A1, k.TellSupplement, missing=(), note="长" * 501)),
        ("unseen_signs", lambda: of("mr", A1, k.TellSupplement, missing=(), note="请带\u202e照片")),
        (
            "material_there",
            lambda: of("mr", A1, k.TellSupplement, (A1, filling(k.ReceiveMaterials, materials=(0,))), missing=(0,)),
        ),
    ],
    "ReceiveMaterials": [
        ("nothing_came", lambda: of("mr", A1, k.ReceiveMaterials, materials=())),
        (
            "material_there",
            lambda: of("mr", A1, k.ReceiveMaterials, (A1, filling(k.ReceiveMaterials, materials=(0,))), materials=(0,)),
        ),
    ],
    "AcceptCase": [
        ("materials_missing", lambda: of("mr", A1, k.AcceptCase)),
        ("case_state", lambda: of("permit", A1, k.AcceptCase)),
    ],
    "RefuseCase": [
        ("say_where_instead", lambda: of("mr", A1, k.RefuseCase, reason="not_competent")),
        ("case_state", lambda: of("permit", A1, k.RefuseCase, reason="no_papers")),
        ("papers_not_told", lambda: of("mr", A1, k.RefuseCase, reason="no_papers")),
        ("papers_may_come", before_the_date),
    ],
    "TakeBackCase": [
        ("not_your_case", lambda: of("mr", A2, k.TakeBackCase, reason="twice")),
        ("take_back_by_head", a_day_later),
        ("take_back_by_another", by_its_own_head),
        ("case_went_on", lambda: of("permit", A1, k.TakeBackCase, (A1, STOP), reason="twice")),
        (
            "case_went_on",
            lambda: of("mr", A1, k.TakeBackCase, (A1, filling(k.ReceiveMaterials, materials=(0,))), reason="twice"),
        ),
        ("case_state", lambda: of("permit", A1, k.TakeBackCase, (A1, CLOSE), reason="twice")),
    ],
    "StopClock": [
        ("clock_stands", lambda: of("permit", A1, k.StopClock, (A1, STOP), reason="hearing", days=1)),
        ("clock_stands", lambda: of("now", A1, k.StopClock, reason="hearing", days=1)),
        ("stop_the_part", lambda: of("joint", A1, k.StopClock, (A1, NOTIFY), reason="hearing", days=1)),
    ],
    "StartClock": [
        ("clock_runs", lambda: of("permit", A1, k.StartClock)),
        ("clock_runs", lambda: of("up", A1, k.StartClock, (A1, UP))),
    ],
    "SendUp": [
        ("clock_stands", lambda: of("up", A1, k.SendUp, (A1, UP))),
        ("sent_up_already", beyond_the_levels_limit),
    ],
    "ComeDown": [("not_sent_up", lambda: of("up", A1, k.ComeDown))],
    "ExtendCase": [
        ("head_only", lambda: of("permit", A1, k.ExtendCase, days=1, reason="complex")),
        ("head_only", lambda: of("permit", CHIEF, k.ExtendCase, days=1, reason="complex")),
        ("extension_too_long", lambda: of("permit", HEAD, k.ExtendCase, days=11, reason="complex")),
        ("extension_too_long", lambda: of("up", HEAD, k.ExtendCase, days=11, reason="complex")),
        ("due_moved", lambda: of("permit", HEAD, k.ExtendCase, days=1, reason="complex", due=1)),
        ("extend_too_late", on_due_day),
        ("clock_stands", lambda: of("permit", HEAD, k.ExtendCase, (A1, STOP), days=1, reason="complex")),
        ("extend_the_part", lambda: of("joint", HEAD, k.ExtendCase, (A1, NOTIFY), days=1, reason="complex")),
    ],
    "EnterStep": [
        ("unknown_step", lambda: of("up", A1, k.EnterStep, step=2)),
        ("same_step", lambda: of("up", A1, k.EnterStep, (A1, filling(k.EnterStep, step=0)), step=0)),
    ],
    "DecideCase": [
        ("reason_needed", lambda: of("permit", A1, k.DecideCase, end="denied")),
        ("reason_needed", lambda: of("permit", A1, k.DecideCase, end="no_permit", note=" ")),
        ("departments_not_told", joint_untold),
        ("part_denied", joint_denied),
        ("parts_open", lambda: of("joint", A1, k.DecideCase, (A1, NOTIFY), end="closed")),
        ("case_state", lambda: of("mr", A1, k.DecideCase, end="closed")),
        ("not_your_case", lambda: of("permit", A2, k.DecideCase, end="closed")),
        ("chief_only", undecided),
        ("still_up", lambda: of("up", A1, k.DecideCase, (A1, UP), end="closed")),
    ],
    "DeliverResult": [
        ("case_state", lambda: of("permit", A1, k.DeliverResult)),
        ("part_of_joint", lambda: part_of(A2, k.DeliverResult)),
    ],
    "MarkCase": [
        ("marked_so_already", lambda: of("permit", A1, k.MarkCase)),
        ("not_your_case", lambda: of("permit", A2, k.MarkCase, mark="urgent")),
    ],
    "HandOnCase": [
        ("case_state", lambda: of("permit", A1, k.HandOnCase, (A1, CLOSE), clerk="A4")),
        ("same_handler", lambda: of("permit", A1, k.HandOnCase, clerk="A1")),
        ("unknown_clerk", lambda: of("permit", A1, k.HandOnCase, clerk="X9")),
        ("handler_elsewhere", lambda: of("permit", HEAD, k.HandOnCase, clerk="A3")),
        ("handler_elsewhere", lambda: of("permit", A1, k.HandOnCase, clerk="A2")),
        ("not_your_case", lambda: of("permit", A2, k.HandOnCase, clerk="A2")),
    ],
    "NameAgent": [
        ("unknown_case", lambda: nobodys(HEAD, k.NameAgent, agent="A1")),
        ("window_head_only", lambda: of("up", A1, k.NameAgent, agent="A1")),
        ("unknown_clerk", lambda: of("up", HEAD, k.NameAgent, agent="X9")),
        ("same_agent", lambda: of("up", HEAD, k.NameAgent)),
    ],
    "RecordLeg": [
        ("not_your_case", lambda: of("up", A2, k.RecordLeg, leg="set_out")),
        ("no_agent", lambda: of("up", A1, k.RecordLeg, leg="set_out")),
        ("leg_out_of_order", lambda: of("up", A1, k.RecordLeg, (HEAD, filling(k.NameAgent, agent="A1")), leg="brought_back")),
    ],
    "HurryCase": [("chief_only", lambda: of("permit", A1, k.HurryCase))],
    "NotifyDepartment": [
        ("not_joint", lambda: of("permit", A1, k.NotifyDepartment, department="e", days=1)),
        ("start_before_notice", lambda: of("joint", A1, k.NotifyDepartment, (A1, STOP), department="e", days=5)),
        ("part_too_long", lambda: of("joint", A1, k.NotifyDepartment, department="e", days=46)),
        ("send_up_the_part", lambda: of("joint", A1, k.RecordLeg, (A1, NOTIFY), (HEAD, filling(k.NameAgent, agent="A1")), leg="handed_in")),
        ("own_department", lambda: of("joint", A1, k.NotifyDepartment, department="d", days=1)),
        ("unknown_department", lambda: of("joint", A1, k.NotifyDepartment, department="x", days=1)),
        ("department_notified", lambda: of("joint", A1, k.NotifyDepartment, (A1, NOTIFY), department="e", days=1)),
        ("department_has_nobody", lambda: of("joint", A1, k.NotifyDepartment, department="g", days=1)),
    ],
    "SeePerson": [
        ("unknown_case", lambda: nobodys(BOSS, k.SeePerson, why="check")),
        ("not_your_case", lambda: of("permit", A2, k.SeePerson, why="contact")),
    ],
    "CounterOverdue": [("nothing_to_counter", lambda: of("permit", BOSS, k.CounterOverdue, reason="outage"))],
}  # fmt: skip
