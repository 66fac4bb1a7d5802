"""A private note of a handover, or of what could not be finished, for whoever is to see to it (AB-5, AB-7)."""

from common.messages import Refused
from server.rules.order import ReadNote
from server.storage.case_record import texts_of
from server.web.answering import accepted
from server.web.visitor import actor, house


def note_text(note: str) -> str | None:
    """Nothing is read before the reading is stored (S-5); none where the note is gone, or not for whoever is signed in."""
    reply = house().give(actor(), ReadNote(note=note))
    if isinstance(reply, Refused):
        return None
    accepted(reply)
    return house().read(lambda connection, hall: texts_of(connection, hall, [note]).get(note))
