"""How a page answers: with itself and what became of the request, or with JSON to whoever sent JSON."""

from collections.abc import Callable
from typing import Any

import msgspec
from flask import Response, g, make_response, render_template, request
from flask.typing import ResponseReturnValue

from common.i18n import say
from common.messages import Refused
from common.words import Words
from server.lane import Reply, Unknown
from server.live.wording import refused as as_sent
from server.rules.refusal import Refusal
from server.web.visitor import language

STATUS = {
    "bad_request": 400,
    "bad_day": 400,
    "not_signed_in": 401,
    "not_allowed": 403,
    "account_closed": 403,
    "closed_by_administrator": 403,
    "bad_origin": 403,
    "form_expired": 403,
    "not_paired": 401,
    "password_change_due": 403,
    "not_your_view": 403,
    "case_elsewhere": 403,
    "not_found": 404,
    "no_such_view": 404,
    "unknown_number": 404,
    "case_not_found": 404,
    "wrong_method": 405,
    "too_long": 413,
    "too_many": 429,
    "locked_out": 429,
    "internal": 500,
    "starting": 503,
    "hall_not_served": 503,
    "hall_lost": 503,
    "statistics_busy": 503,
    "backup_failed": 503,
    "outcome_unknown": 503,
    "storage_busy": 503,
    "storage_failed": 503,
    "storage_full": 503,
}
REFUSED_STATUS = 400
"""Of a form that was not filled in as it should be; a command that the hall's state forbids is a 409."""

Page = Callable[..., str]


def answered(
    page: Page, work: Callable[[], dict[str, Any]], done: str = "", **values: Any
) -> ResponseReturnValue:
    """Do `work` and show `page` with the words of `done`; what `work` returns goes to both.

    A refusal is shown on the same page; `values` are what the page is given besides.
    """
    try:
        found = work()
    except Refusal as refusal:
        if request.is_json:
            return refused_as_json(refusal)
        text = as_sent(refusal).text.text(language())
        return make_response(page(refused=text, **values), status_of(refusal.code))
    if request.is_json:
        return {"ok": True, **found}
    return page(
        done=say(language(), done, {k: v for k, v in found.items() if isinstance(v, str | int)}),
        **(values | found),
    )


def refused_as_json(refusal: Refusal, otherwise: int = REFUSED_STATUS) -> ResponseReturnValue:
    """`{"ok": false, "refused": {…}}` with the words in both languages; `otherwise`: the status of one of the hall's rules."""
    sent: Any = msgspec.to_builtins(as_sent(refusal))
    return {"ok": False, "refused": sent}, status_of(refusal.code, otherwise)


def refused_as_page(refusal: Refusal) -> Response:
    """A page that says why."""
    return message_page(as_sent(refusal).text, status_of(refusal.code))


def message_page(text: Words, status: int) -> Response:
    """One thing to say."""
    heading = say(language(), "page.refused.heading")
    link = ("/", say(language(), "page.back"))
    g.pop("session", None)
    page = render_template("message.html", heading=heading, text=text.text(language()), link=link)
    return make_response(page, status)


def status_of(code: str, otherwise: int = REFUSED_STATUS) -> int:
    """The HTTP status that goes with a refusal; `otherwise` for one of the hall's rules."""
    return STATUS.get(code, otherwise)


def accepted(reply: Reply) -> Reply:
    """The answer; raises `Refusal` for what the lane refused or does not know."""
    match reply:
        case Refused(code=code, values=values):
            raise Refusal(code, **values)
        case Unknown():
            raise Refusal("outcome_unknown")
        case answer:
            return answer
