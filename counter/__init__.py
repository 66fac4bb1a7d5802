"""The clerk's terminal (browser): one page, drawn from the clerk's view, keyboard first.

`blueprint` makes it; the server mounts it. Its template stands on `live_layout.html`, and its scripts on
`/web/…`, which whoever mounts it serves.
"""

from collections.abc import Callable, Mapping
from typing import get_args

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from common.commands import AwayReason, UnfinishedReason
from common.commands_case import (
    CaseEnd,
    CaseLeg,
    CaseLevel,
    CaseMark,
    CaseRefusal,
    CaseWay,
    ExtensionReason,
    Mistake,
    SeeingReason,
    StopReason,
)
from common.commands_paper import ReceiptLoss
from common.commands_place import SpecialReason

Guard = Callable[[], ResponseReturnValue | None]
NoteOf = Callable[[str], str | None]
DeviceNames = Callable[[], Mapping[str, str]]
CASE_CHOICES = {
    "ways": get_args(CaseWay),
    "stop_reasons": get_args(StopReason),
    "case_refusals": get_args(CaseRefusal),
    "case_mistakes": get_args(Mistake),
    "extension_reasons": get_args(ExtensionReason),
    "case_ends": get_args(CaseEnd),
    "case_marks": get_args(CaseMark),
    "case_legs": get_args(CaseLeg),
    "case_levels": get_args(CaseLevel),
    "seeing_reasons": get_args(SeeingReason),
    "losses": get_args(ReceiptLoss),
}
"""What the dialogs of cases let choose from."""


def blueprint(guard: Guard, note_of: NoteOf, device_names: DeviceNames = dict) -> Blueprint:
    """The terminal under `/counter/`.

    `guard` answers whoever may not be here; none lets them in. `note_of` gives the private text of a handover's
    note by its id, once that is on record (S-5); none where it is gone, or not for whoever is signed in.
    `device_names`: what devices were named when they were paired.
    """
    counter = Blueprint(
        "counter",
        __name__,
        url_prefix="/counter",
        template_folder="templates",
        static_folder="static",
    )
    counter.before_request(guard)

    @counter.get("/")
    def terminal() -> str:
        return render_template(
            "counter.html",
            here="counter",
            device_names=device_names(),
            away_reasons=get_args(AwayReason),
            special_reasons=get_args(SpecialReason),
            unfinished_reasons=get_args(UnfinishedReason),
            **CASE_CHOICES,
        )

    @counter.post("/notes/<note>")
    def read_note(note: str) -> Response:
        text = note_of(note)
        if text is None:
            abort(404)
        return Response(text, mimetype="text/plain", headers={"Cache-Control": "no-store"})

    return counter
