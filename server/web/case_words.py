"""What happened to a case in words, for a page or a paper; no person is named in it, and no note is told."""

from collections.abc import Callable, Sequence
from typing import Any

from common.i18n import say
from common.words import Instant, Language, Words
from server.rules.cases import facts as f
from server.rules.cases.lists import NO_LISTS, CaseLists
from server.rules.facts import DayClosed, Entry, Fact
from server.rules.hours import civil_day, closing
from server.rules.setup import Matter, Setup
from server.storage.reading import kind_of

Values = dict[str, str | int]
LANGUAGES: tuple[Language, Language] = ("zh", "en")
INTERNAL = (
    f.PersonSeen,
    f.PersonErased,
    f.CaseMarked,
    f.CaseHurried,
    f.HandingOnLate,
    f.PaperAsked,
    f.PaperEnded,
)
"""What the hall's own record is, and no step of the case."""


def fact_text(setup: Setup, lists: CaseLists, fact: Any, case: int) -> Words:
    """One fact of `case`, in both languages; a fact that is of many says what it is to this one."""
    zh, en = (_text(_Names(setup, lists, language, case), fact) for language in LANGUAGES)
    return Words(zh, en)


def happened_at(setup: Setup, entry: Entry) -> Instant:
    """When the fact happened; a day that ended while the machine was off ended with its closing, not with the restart (C-2)."""
    fact = entry.fact
    if not isinstance(fact, DayClosed) or civil_day(setup, entry.due) == fact.day:
        return entry.due
    return closing(setup, fact.day) or entry.due


def lists_then(entries: Sequence[Entry]) -> CaseLists:
    """What the case's matter asked for when it was registered, of all its facts; what it asks for now says nothing of then (C-8)."""
    lists = getattr(entries[0].fact, "lists", NO_LISTS)
    assert isinstance(lists, CaseLists)
    return lists


def part_text(setup: Setup, department: str, text: Words) -> Words:
    """What happened to the part of another department, told with its name (C-10)."""
    named = next((item.name for item in setup.departments if item.id == department), Words(department))
    zh, en = (
        say(
            language,
            "page.case.fact.of_part",
            {"department": named.text(language), "text": text.text(language)},
        )
        for language in LANGUAGES
    )
    return Words(zh, en)


def word(code: str) -> Words:
    """A word of the catalogue in both languages."""
    return Words(say("zh", code), say("en", code))


def matter_named(setup: Setup, matter: str) -> Matter | None:
    """The matter, if the hall still has it."""
    return next((item for item in setup.matters if item.id == matter), None)


def _text(names: "_Names", fact: Any) -> str:
    of_fact: type[Fact] = type(fact)
    tell = _VARIANTS.get(of_fact)
    variant, values = ("", {}) if tell is None else tell(names, fact)
    return say(names.language, f"page.case.fact.{kind_of(of_fact)}{variant}", values)


class _Names:
    """What things are called in one language, for one case."""

    def __init__(self, setup: Setup, lists: CaseLists, language: Language, case: int) -> None:
        self._setup, self._lists = setup, lists
        self.language, self.case = language, case

    def materials(self, places: Sequence[int]) -> str:
        known = self._lists.materials
        texts = [known[n].text(self.language) if n < len(known) else f"#{n + 1}" for n in places]
        return ("、" if self.language == "zh" else ", ").join(texts)

    def step(self, place: int) -> str:
        known = self._lists.steps
        return known[place].text(self.language) if place < len(known) else str(place + 1)

    def department(self, department: str) -> str:
        named = (item.name for item in self._setup.departments if item.id == department)
        return next((name.text(self.language) for name in named), department)

    def departments(self, departments: Sequence[str]) -> str:
        return ("、" if self.language == "zh" else ", ").join(map(self.department, departments))

    def date(self, at: Instant) -> str:
        return civil_day(self._setup, at)

    def reason(self, family: str, code: str) -> str:
        return say(self.language, family + code)


def _told(names: _Names, fact: f.SupplementTold) -> tuple[str, Values]:
    variant = ".breach" if fact.breach else "" if fact.missing else ".note"
    return variant, {"materials": names.materials(fact.missing)}


def _accepted(_: _Names, fact: f.CaseAccepted) -> tuple[str, Values]:
    variant = ".silent" if fact.silent else "" if fact.limit else ".instant"
    return variant, {"limit": fact.limit}


def _stopped(names: _Names, fact: f.ClockStopped) -> tuple[str, Values]:
    variant = "" if fact.days else ".open"
    return variant, {"reason": names.reason("page.case.stop.", fact.reason), "days": fact.days or 0}


def _dues_moved(names: _Names, fact: f.DuesMoved) -> tuple[str, Values]:
    due = fact.dues.get(names.case)
    return ("", {"date": names.date(due)}) if due is not None else (".none", {})


_VARIANTS: dict[type[Fact], Callable[[_Names, Any], tuple[str, Values]]] = {
    f.CaseRegistered: lambda names, fact: (
        "",
        {"way": names.reason("page.case.way.", fact.way), "number": fact.number},
    ),
    f.SupplementTold: _told,
    f.MaterialsReceived: lambda names, fact: ("", {"materials": names.materials(fact.materials)}),
    f.CaseAccepted: _accepted,
    f.CaseRefused: lambda names, fact: ("", {"reason": names.reason("page.case.refusal.", fact.reason)}),
    f.CaseTakenBack: lambda names, fact: ("", {"reason": names.reason("page.case.mistake.", fact.reason)}),
    f.ClockStopped: _stopped,
    f.StopOverrun: lambda _, fact: ("", {"days": fact.days}),
    f.DuesMoved: _dues_moved,
    f.CaseExtended: lambda names, fact: (
        "",
        {
            "days": fact.days,
            "reason": names.reason("page.case.extension.", fact.reason),
            "date": names.date(fact.due),
        },
    ),
    f.CaseStepEntered: lambda names, fact: ("", {"step": names.step(fact.step)}),
    f.StepOverdue: lambda names, fact: ("", {"step": names.step(fact.step)}),
    f.CaseSentUp: lambda _, fact: (".back" if fact.back else "", {}),
    f.CaseDecided: lambda _, fact: (f".{fact.end}", {}),
    f.CaseMarked: lambda _, fact: (f".{fact.mark or 'none'}", {}),
    f.CaseHandedOn: lambda _, fact: ("", {"clerk": fact.clerk}),
    f.AgentNamed: lambda _, fact: ("" if fact.agent else ".none", {"agent": fact.agent or ""}),
    f.LegRecorded: lambda names, fact: (
        "",
        {
            "leg": names.reason("page.case.leg.", fact.leg),
            "level": names.reason("page.case.level.", fact.level),
        },
    ),
    f.HandingOnLate: lambda names, fact: (
        "" if fact.departments else ".any",
        {"departments": names.departments(fact.departments)},
    ),
    f.DepartmentNotified: lambda names, fact: (
        ".last" if fact.last and not fact.late and fact.case == names.case else "",
        {"department": names.department(fact.department), "days": fact.limit},
    ),
    f.CaseOverdue: lambda _, fact: (
        ".covered" if fact.covered_by else "",
        {"clerk": fact.clerk, "by": fact.covered_by or ""},
    ),
    f.OverdueCountered: lambda names, fact: ("", {"reason": names.reason("page.case.counter.", fact.reason)}),
    f.PaperAsked: lambda _, fact: (f".{fact.kind}", {}),
    f.ReceiptRenewed: lambda names, fact: ("", {"why": names.reason("page.case.loss.", fact.why)}),
    f.PersonSeen: lambda names, fact: ("", {"why": names.reason("page.case.seeing.", fact.why)}),
}
"""Which words of its kind, and what stands in them."""
