"""Which letter the next emergency sheets bear: one answer for who prints them and for who gives letters to kiosks."""

from server.rules.emergency.book import sheet_letter
from server.rules.hall import Hall


def letter_of_sheets(hall: Hall) -> str | None:
    """No line's, now or lately, and no kiosk's: what a kiosk has it keeps. None: there is none left."""
    return sheet_letter(hall.rules, frozenset({*hall.offline.series, *hall.offline.letters_given()}))
