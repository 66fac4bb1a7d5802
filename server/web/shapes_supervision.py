"""What the supervisor's pages read besides the live feed: a day's slots, and a day's numbers that went apart."""

from common.messages import Message
from common.words import Instant, Words
from server.storage.day_record import ApartTicket, DayAppointment
from server.web.shapes import Yes


class SlotOfDay(Message):
    """A slot, and the matters for which it can be booked now."""

    slot: Instant
    bookable: list[str]


class PlanOfDay(Message):
    """A plan with its slots of the day: `capacity` residents each, for `matters`. Who has booked stands in the feed."""

    id: str
    name: Words
    matters: list[str]
    capacity: int
    length_min: int
    ahead_days: int
    slots: list[SlotOfDay]


class SlotsOfDay(Yes):
    """Every plan of the hall."""

    day: str
    plans: list[PlanOfDay]


class DayApart(Yes):
    """Numbers that did not simply go their way, newest first, and the day's appointments by slot."""

    day: str
    tickets: list[ApartTicket]
    appointments: list[DayAppointment]
