"""/case/receipt: what a resident takes along, on A4 (受理通知书): number, secret, due date, and a QR code that opens /case.

Asked for by a POST, so that neither number nor secret stands in an address; name and contact are not known here at all.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import qrcode
from flask import render_template, request

from common.i18n import say
from common.words import Instant
from server.live.audiences import STAFF
from server.rules.refusal import Refusal
from server.web import shapes_cases as s
from server.web.paper_told import window_of
from server.web.progress_answers import progress_by_receipt
from server.web.visitor import given, house, language, session

QUIET = 4
"""Modules of white around a QR code (ISO/IEC 18004)."""


class QrCode(NamedTuple):
    """A square of `size` modules; `path` draws the dark ones, as SVG does."""

    size: int
    path: str


def receipt() -> str:
    """Only while number and secret are at hand: staff cannot bring a secret back."""
    found = session()
    if found is None:
        raise Refusal("not_signed_in")
    if found.one_time or not found.roles & STAFF:
        raise Refusal("not_allowed")
    secret = given("secret").strip()
    told = _told(f"staff {found.staff}", given("number").strip(), secret)
    title = "page.receipt.title_accepted" if told.state == "accepted" else "page.receipt.title"
    return render_template(
        "receipt.html",
        here="receipt",
        title=title,
        chinese_title=say("zh", title),
        hall=house().desk.consult(lambda hall: hall.rules.hall),
        case=told,
        secret=secret,
        qr=qr_code(f"{base()}/case#{told.number}.{secret}"),
        address=f"{base()}/case",
        received=day_and_time(told.timezone, told.received),
        due=None if told.due is None else day_and_time(told.timezone, told.due),
        window=window_of(told.number),
        printed=day_and_time(told.timezone, house().desk.lane.now()),
    )


def _told(who: str, number: str, secret: str) -> s.Progress:
    """Staff may print what they know the secret of, and not try them out: wrong ones are counted by who asks (docs/decisions/0181)."""
    if not house().misses.take(who):
        raise Refusal("too_many")
    told = progress_by_receipt(number, secret)
    house().misses.put_back(who)
    return told


def base() -> str:
    """Where residents reach this hall: as set, else as this page was reached."""
    return (house().public_url or request.host_url).rstrip("/") + request.script_root


def public_base() -> str:
    """Where phones reach this hall; empty where nobody set that."""
    return house().public_url.rstrip("/") + request.script_root if house().public_url else ""


def day_and_time(timezone: str, moment: Instant) -> str:
    """As a paper says it."""
    local = datetime.fromtimestamp(moment / 1000, ZoneInfo(timezone))
    if language() == "en":
        return f"{local.day} {local:%B %Y, %H:%M}"
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def qr_code(text: str) -> QrCode:
    """`text` with medium correction, quiet zone included."""
    code = qrcode.QRCode(border=QUIET, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    code.make(fit=True)
    dark = code.get_matrix()
    return QrCode(len(dark), "".join(_runs(dark)))


def _runs(dark: list[list[bool]]) -> Iterator[str]:
    for y, row in enumerate(dark):
        for x, is_dark in enumerate(row):
            if is_dark:
                yield f"M{x} {y}h1v1h-1z"
