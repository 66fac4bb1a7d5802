"""A day or a month in the address of a page, in one way for all of them."""

from flask import request

from server.rules.named_days import day_named, is_month
from server.rules.refusal import Refusal


def asked_day(otherwise: str = "") -> str:
    """`day`. Raises `Refusal`."""
    text = request.args.get("day") or otherwise
    if day_named(text) is None:
        raise Refusal("bad_day", field="day")
    return text


def asked_month(otherwise: str = "") -> str:
    """`month`. Raises `Refusal`."""
    text = request.args.get("month") or otherwise
    if not is_month(text):
        raise Refusal("bad_month", field="month")
    return text
