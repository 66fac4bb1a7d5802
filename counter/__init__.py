"""The clerk's terminal (browser): one page, drawn from the clerk's view, keyboard first.

`blueprint` makes it; the server mounts it. Its template stands on `live_layout.html`, and its scripts on
`/web/…`, which whoever mounts it serves.
"""

from collections.abc import Callable
from typing import get_args

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from common.commands import AwayReason, UnfinishedReason
from common.commands_place import SpecialReason

Guard = Callable[[], ResponseReturnValue | None]
NoteOf = Callable[[str], str | None]


def blueprint(guard: Guard, note_of: NoteOf) -> Blueprint:
    """The terminal under `/counter/`.

    `guard` answers whoever may not be here; none lets them in. `note_of` gives the private text of a
    handover's note by its id; none where it is gone, or not for whoever is signed in.
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
            away_reasons=get_args(AwayReason),
            special_reasons=get_args(SpecialReason),
            unfinished_reasons=get_args(UnfinishedReason),
        )

    @counter.get("/notes/<note>")
    def read_note(note: str) -> Response:
        text = note_of(note)
        if text is None:
            abort(404)
        return Response(text, mimetype="text/plain", headers={"Cache-Control": "no-store"})

    return counter
