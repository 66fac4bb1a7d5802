"""Every refusal of every command, once, with nothing changed; what is refused by role stands in test_may."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

import server.rules
from common import commands as c
from server.rules.order import Actor
from tests.rules.situations import (
    A1,
    A2,
    A4,
    LONG_AGO,
    Asked,
    after,
    away,
    called,
    carried_to_tuesday,
    closed,
    held,
    on,
    on_hand,
    on_leave,
    paused,
    recalled,
    serving,
    tuesday,
    tuesday_call,
    without,
)  # fmt: skip
from tests.rules.situations_cases import CASE_SITUATIONS
from tests.rules.situations_help import HELP_SITUATIONS
from tests.rules.situations_own import OWN_SITUATIONS
from tests.rules.situations_papers import PAPER_SITUATIONS
from tests.rules.situations_place import PLACE_SITUATIONS
from tests.rules.situations_printed import PRINTED_SITUATIONS
from tests.rules.situations_sheets import SHEET_SITUATIONS
from tests.rules.street import BOSS, KIOSK, clerk, morning

STAND_IN = c.NameStandIn(on_the_spot=True, post="pr", clerk="A3", reason="other")

SITUATIONS: dict[str, list[tuple[str, Callable[[], Asked]]]] = {
    "OpenHall": [("already_open", lambda: (morning(), BOSS, c.OpenHall()))],
    "PauseHall": [
        ("hall_closed", lambda: (closed(), BOSS, c.PauseHall(reason="power"))),
        ("hall_paused", lambda: (paused(), BOSS, c.PauseHall(reason="other"))),
        ("evacuated_already", lambda: (paused("evacuation"), BOSS, c.PauseHall(reason="evacuation"))),
    ],
    "ResumeHall": [("not_paused", lambda: (morning(), BOSS, c.ResumeHall(reason="power")))],
    "StopNumbers": [
        ("hall_closed", lambda: (closed(), BOSS, c.StopNumbers())),
        ("numbers_stopped", lambda: (after(morning(), (BOSS, c.StopNumbers())), BOSS, c.StopNumbers())),
    ],
    "CloseDay": [
        ("hall_closed", lambda: (closed(), BOSS, c.CloseDay())),
        ("still_in_hand", lambda: (called(), BOSS, c.CloseDay())),
    ],
    "ReportDevice": [
        ("bad_fault", lambda: (morning(), KIOSK, c.ReportDevice(fault="Paper out!"))),
        ("bad_fault", lambda: (morning(), KIOSK, c.ReportDevice(fault="a" * 33))),
    ],
    "IssueTicket": [
        ("hall_closed", lambda: (closed(), KIOSK, c.IssueTicket(matter="mr"))),
        ("hall_paused", lambda: (paused(), KIOSK, c.IssueTicket(matter="mr"))),
        ("unknown_matter", lambda: (morning(), KIOSK, c.IssueTicket(matter="x"))),
        ("unknown_priority", lambda: (morning(), KIOSK, c.IssueTicket(matter="mr", priority="vip"))),
        ("line_closed_today", lambda: (tuesday(), KIOSK, c.IssueTicket(matter="mt"))),
    ],
    "VoidTicket": [
        ("unknown_ticket", lambda: on(called(), KIOSK, c.VoidTicket, "")),
        ("ticket_state", lambda: on(called(), KIOSK, c.VoidTicket, "R001")),
        ("not_allowed", lambda: on(called(), Actor("kiosk:k2", KIOSK.roles), c.VoidTicket, "R002")),
    ],
    "WithdrawTicket": [
        ("unknown_ticket", lambda: on(called(), BOSS, c.WithdrawTicket, "")),
        ("ticket_state", lambda: on(serving(), BOSS, c.WithdrawTicket, "R001")),
        ("not_in_your_hand", lambda: on(called(), A2, c.WithdrawTicket, "R001")),
    ],
    "TransferTicket": [
        ("not_seated", lambda: on(called(), A4, c.TransferTicket, "R001", matter="ms")),
        ("come_back_first", lambda: on(away(), A1, c.TransferTicket, "R001", matter="ms")),
        ("unknown_ticket", lambda: on(called(), A1, c.TransferTicket, "", matter="ms")),
        ("ticket_state", lambda: on(called(), A1, c.TransferTicket, "R002", matter="ms")),
        ("not_in_your_hand", lambda: on(called(), A2, c.TransferTicket, "R001", matter="ms")),
        ("not_in_your_hand", lambda: on(held(), A2, c.TransferTicket, "R001", matter="ms")),
        ("unknown_matter", lambda: on(called(), A1, c.TransferTicket, "R001", matter="x")),
        ("same_matter", lambda: on(called(), A1, c.TransferTicket, "R001", matter="mr")),
        ("line_closed_today", lambda: on(tuesday_call(), A1, c.TransferTicket, "R001", matter="mt")),
    ],
    "ReEnter": [
        ("hall_closed", lambda: (closed(), BOSS, c.ReEnter(ticket=1))),
        ("hall_paused", lambda: (paused(), BOSS, c.ReEnter(ticket=1))),
        ("unknown_ticket", lambda: on(called(), BOSS, c.ReEnter, "")),
        ("ticket_state", lambda: on(called(), BOSS, c.ReEnter, "R002")),
        ("line_closed_today", lambda: on(carried_to_tuesday(), BOSS, c.ReEnter, "T001")),
    ],
    "CallNext": [
        ("hall_closed", lambda: (closed(), A1, c.CallNext())),
        ("hall_paused", lambda: (paused(), A1, c.CallNext())),
        ("not_seated", lambda: (morning(), A4, c.CallNext())),
        ("come_back_first", lambda: (away(), A1, c.CallNext())),
        ("in_hand_changed", lambda: (called(), A1, c.CallNext())),
        ("hand_full", lambda: on_hand(called(), c.CallNext)),
        ("hand_full", lambda: on_hand(serving(), c.CallNext)),
        ("nobody_waits", lambda: (morning(), A1, c.CallNext())),
    ],
    "CallThis": [
        ("not_allowed", lambda: on(called(), A2, c.CallThis, "R002")),
        ("hall_closed", lambda: (closed(), A1, c.CallThis(ticket=1))),
        ("hall_paused", lambda: (paused(), A1, c.CallThis(ticket=1))),
        ("not_seated", lambda: on(without("A1"), A1, c.CallThis, "")),
        ("come_back_first", lambda: on(away(), A1, c.CallThis, "R002")),
        ("in_hand_changed", lambda: on(called(), A1, c.CallThis, "R002")),
        ("hand_full", lambda: on_hand(called(), c.CallThis, ticket=1)),
        ("unknown_ticket", lambda: on(morning(), A1, c.CallThis, "")),
        ("ticket_state", lambda: on(held(), A1, c.CallThis, "R001")),
        (
            "not_your_line",
            lambda: on(after(held(), (KIOSK, c.IssueTicket(matter="ms"))), A1, c.CallThis, "S001"),
        ),
    ],
    "Recall": [
        (
            "hall_paused",
            lambda: on(after(called(), (BOSS, c.PauseHall(reason="power"))), A1, c.Recall, "R001"),
        ),
        ("hall_closed", lambda: (closed(), A1, c.Recall(ticket=1))),
        ("not_seated", lambda: on(called(), A4, c.Recall, "R001")),
        ("come_back_first", lambda: on(away(), A1, c.Recall, "R001")),
        ("unknown_ticket", lambda: on(called(), A1, c.Recall, "")),
        ("not_in_your_hand", lambda: on(called(), A2, c.Recall, "R001")),
        ("ticket_state", lambda: on(serving(), A1, c.Recall, "R001")),
        ("recall_too_soon", lambda: on(called(), A1, c.Recall, "R001")),
        ("recall_limit", lambda: on(recalled(2), A1, c.Recall, "R001")),
    ],
    "Undo": [
        ("not_seated", lambda: on(called(), A4, c.Undo, "R001")),
        ("come_back_first", lambda: on(away(), A1, c.Undo, "R001")),
        ("nothing_to_undo", lambda: on(called(), A1, c.Undo, "R002")),
        ("nothing_to_undo", lambda: on(called(), A2, c.Undo, "R001")),
    ],
    "ResumeTicket": [
        ("not_seated", lambda: on(held(), A4, c.ResumeTicket, "R001")),
        (
            "come_back_first",
            lambda: on(after(held(), (A1, c.StepAway(reason="meal"))), A1, c.ResumeTicket, "R001"),
        ),
        (
            "hall_paused",
            lambda: on(after(held(), (BOSS, c.PauseHall(reason="power"))), A1, c.ResumeTicket, "R001"),
        ),
        ("unknown_ticket", lambda: on(held(), A1, c.ResumeTicket, "")),
        ("ticket_state", lambda: on(held(), A1, c.ResumeTicket, "R002")),
        ("hand_full", lambda: on(after(held(), (A1, c.CallNext())), A1, c.ResumeTicket, "R001")),
        ("not_your_line", lambda: on(held(), A2, c.ResumeTicket, "R001")),
    ],
    "SitDown": [
        ("unknown_clerk", lambda: (morning(), clerk("B9"), c.SitDown(window=1))),
        ("unknown_window", lambda: (morning(), A4, c.SitDown(window=9))),
        ("on_leave", lambda: (on_leave(), A4, c.SitDown(window=1))),
        ("already_seated", lambda: (morning(), A1, c.SitDown(window=1))),
        ("hand_full", lambda: (after(called(), (A2, c.StandUp())), A1, c.SitDown(window=2))),
        ("window_taken", lambda: (morning(), A4, c.SitDown(window=1))),
    ],
    "StandUp": [
        ("not_seated", lambda: (morning(), A4, c.StandUp())),
        ("until_past", lambda: (morning(), A1, c.StandUp(until=LONG_AGO))),
        ("hand_full", lambda: (called(), A1, c.StandUp())),
    ],
    "StepAway": [
        ("not_seated", lambda: (morning(), A4, c.StepAway(reason="meal"))),
        ("until_past", lambda: (morning(), A1, c.StepAway(reason="meal", until=LONG_AGO))),
        ("already_away", lambda: (away(), A1, c.StepAway(reason="meal"))),
    ],
    "ComeBack": [
        ("not_seated", lambda: (morning(), A4, c.ComeBack())),
        ("not_away", lambda: (morning(), A1, c.ComeBack())),
    ],
    "HandOver": [
        ("not_seated", lambda: (morning(), A4, c.HandOver(reason="meal"))),
        ("until_past", lambda: (morning(), A1, c.HandOver(reason="meal", until=LONG_AGO))),
        ("hand_full", lambda: (called(), A1, c.HandOver(reason="meal"))),
        ("note_too_long", lambda: (morning(), A1, c.HandOver(reason="meal", note="长" * 501))),
        ("no_b_available", lambda: (without("A2", "A3"), A1, c.HandOver(reason="meal"))),
        (
            "already_away",
            lambda: (after(morning(), (A1, c.HandOver(reason="meal"))), A1, c.HandOver(reason="meal")),
        ),
    ],
    "AcknowledgeHandover": [("unknown_handover", lambda: (morning(), A1, c.AcknowledgeHandover(handover=1)))],
    "NameStandIn": [
        ("unknown_post", lambda: (morning(), BOSS, c.NameStandIn(post="x", clerk="A3", reason="other"))),
        ("unknown_clerk", lambda: (morning(), BOSS, c.NameStandIn(post="pr", clerk="B9", reason="other"))),
        ("already_a_role", lambda: (morning(), BOSS, c.NameStandIn(post="pr", clerk="A1", reason="other"))),
        ("stand_in_not_here", lambda: (without("A3"), BOSS, STAND_IN)),
        ("unknown_post", lambda: (morning(), BOSS, replace(STAND_IN, post="x"))),
        ("unknown_clerk", lambda: (morning(), BOSS, replace(STAND_IN, clerk="B9"))),
        ("already_a_role", lambda: (morning(), BOSS, replace(STAND_IN, clerk="A1"))),
    ],
    "EndStandIn": [
        ("unknown_post", lambda: (morning(), BOSS, c.EndStandIn(post="x", clerk="A3"))),
        ("no_stand_in", lambda: (morning(), BOSS, c.EndStandIn(post="pr", clerk="A3"))),
    ],
    "TakeBackStandIn": [
        ("unknown_post", lambda: (morning(), BOSS, c.TakeBackStandIn(post="x", clerk="A3"))),
        ("asking_over", lambda: (morning(), BOSS, c.TakeBackStandIn(post="pr", clerk="A3"))),
    ],
    "RecordLeave": [
        (
            "unknown_clerk",
            lambda: (morning(), BOSS, c.RecordLeave(clerk="B9", since=LONG_AGO, until=LONG_AGO)),
        ),
        ("moment_far", lambda: (morning(), BOSS, c.RecordLeave(clerk="A1", since=0, until=1))),
    ],
    "EndLeave": [
        ("unknown_clerk", lambda: (morning(), BOSS, c.EndLeave(clerk="B9", until=LONG_AGO))),
        ("not_on_leave", lambda: (morning(), BOSS, c.EndLeave(clerk="A1", until=LONG_AGO))),
    ],
}

SITUATIONS |= (
    PLACE_SITUATIONS
    | CASE_SITUATIONS
    | PAPER_SITUATIONS
    | OWN_SITUATIONS
    | SHEET_SITUATIONS
    | HELP_SITUATIONS
)
SITUATIONS |= PRINTED_SITUATIONS

ELSEWHERE = {
    "letter_of_kiosk": "test_letters_lent",
    "letter_of_sheets": "test_letters_lent",
    "kiosk_too_fast": "test_hoarding",
    "evacuated_meanwhile": "test_evacuation",
    "paused_otherwise": "test_evacuation",
    "no_hall": "test_may",
    "setup_faulty": "test_import",
    "leave_due": "test_leave",
    "matter_closed": "test_intake",
    "quota_reached": "test_intake",
    "handled_elsewhere": "test_intake",
    "no_such_slot": "test_appointments",
    "slot_too_far": "test_appointments",
    "slot_past": "test_appointments",
    "setup_in_use": "test_import",
    "setup_case_needs": "test_case_set_up",
    "hall_break": "test_queue",
    "bad_leave": "test_leave",
    "leave_uncovered": "test_leave",
    "official_outside_hours": "test_back_early",
    "official_too_long": "test_back_early",
    "line_over_today": "test_post_hours",
    "not_called": "test_outside",
    "not_asked": "test_consent",
    "unknown_contact": "test_contacts",
    "contact_listed": "test_contacts",
    "your_own_post": "test_contacts",
    "ticket_or_case": "test_handover_cases",
    "your_own_case": "test_handover_cases",
    "stand_in_not_competent": "test_consent",
    "asked_already": "test_leaving_for_a_moment",
}


@pytest.mark.parametrize(
    ("code", "situation"),
    [pytest.param(*case, id=f"{name}-{case[0]}") for name, cases in SITUATIONS.items() for case in cases],
)
def test_a_command_that_cannot_be_is_refused_with_its_code(code: str, situation: Callable[[], Asked]) -> None:
    """And nothing has changed."""
    street, actor, command = situation()
    assert street.refused(actor, command) == code


def test_every_code_that_the_rules_can_raise_is_tried() -> None:
    """Here or in the file of its theme."""
    codes = set[str]()
    for file in Path(server.rules.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal":
                assert isinstance(node.args[0], ast.Constant)
                codes.add(str(node.args[0].value))
    assert codes == {code for cases in SITUATIONS.values() for code, _ in cases} | set(ELSEWHERE)
    for code, file_name in ELSEWHERE.items():
        assert f'"{code}"' in (Path(__file__).parent / f"{file_name}.py").read_text(encoding="utf-8")
