"""/case/supplement and /case/one-time: the notices on A4, opened from the clerk's terminal by a POST; what is opened is on record."""

from flask import render_template

from common.commands_paper import AskPaper
from common.i18n import say
from common.papers import PaperTold
from server.rules.decision import matter_of
from server.rules.order import Actor
from server.rules.refusal import Refusal
from server.web.answering import accepted
from server.web.paper_told import told_of_case, told_of_matter
from server.web.receipt_page import day_and_time
from server.web.visitor import given, given_several, house, language, session


def supplement() -> str:
    """补正告知书 of a case."""
    clerk = _clerk()
    case = _number(given("case"), "case")
    asked = AskPaper(paper="supplement", case=case, way="page", language=language())
    accepted(house().give(clerk, asked))  # on record before anything is read
    return _page(told_of_case("supplement", case, language(), ""))


def one_time() -> str:
    """一次性告知书 of a matter; `missing`: which of its materials the resident has not got, by their places."""
    clerk, matter = _clerk(), given("matter")
    missing = tuple(sorted({_number(one, "missing") for one in given_several("missing")}))
    house().desk.consult(lambda hall: matter_of(hall, matter))  # else nothing is asked of the lane at all
    asked = AskPaper(paper="one_time", matter=matter, missing=missing, way="page", language=language())
    accepted(house().give(clerk, asked))
    return _page(told_of_matter(matter, missing, language()))


def _clerk() -> Actor:
    """Who is signed in. Raises `Refusal`."""
    found = session()
    if found is None:
        raise Refusal("not_signed_in")
    if found.one_time or "clerk" not in found.roles:
        raise Refusal("not_allowed")
    return Actor(found.staff, found.roles)


def _number(text: str, field: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise Refusal("bad_request", field=field)
    return int(text)


def _page(told: PaperTold) -> str:
    about = house().desk.consult(lambda hall: hall.rules.hall)

    def day(moment: int | None) -> str | None:
        return None if moment is None else day_and_time(about.timezone, moment)

    return render_template(
        "notice.html",
        here="notice",
        paper=told,
        means=_means(told),
        chinese_title=say("zh", f"paper.{told.kind}", {}),
        hall=about,
        printed=day(told.printed),
        due=day(told.due),
        by=day(told.by),
    )


def _means(told: PaperTold) -> str:
    if told.kind == "one_time":
        return "one_time"
    return "accepted" if told.accepted else "supplement"
