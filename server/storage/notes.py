"""The note of a handover, for whoever may read it: it was typed by a person, so it stands apart (AB-5)."""

from sqlalchemy import or_, select

from server.storage.hall_key import THE_HALL
from server.storage.store import Store
from server.storage.tables import handovers, private_texts


def note_for(store: Store, note: str, reader: str | None, hall: str = THE_HALL) -> str | None:
    """The text; none where it was erased, or the `reader` neither gave nor took it (a reader of none may)."""
    query = select(private_texts.c.text).where(private_texts.c.hall == hall, private_texts.c.id == note)
    if reader is not None:
        theirs = (handovers.c.hall == private_texts.c.hall) & (handovers.c.note == private_texts.c.id)
        mine = or_(handovers.c.giver == reader, handovers.c.taker == reader)
        query = query.join(handovers, theirs).where(mine)
    with store.reading() as connection:
        text: str | None = connection.execute(query).scalar()
    return text
