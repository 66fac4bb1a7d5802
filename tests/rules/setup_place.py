"""A hall in which every kind of place comes up: a strict line, a general one, slots, quotas, matters elsewhere."""

import msgspec

from server.rules.setup import Elsewhere, Matter, Setup, SlotPlan
from tests.rules.setup_shared import shared_setup
from tests.rules.street import words

PLAN = SlotPlan(id="plan", name=words("预约"), lines=("s",), matters=("mr",), capacity=2)


def place_setup(base: Setup | None = None, /, *, strict: bool = False, **settings: object) -> Setup:
    """The shared hall (or `base`, made of it); line u is general, `mq` has two numbers a day, `mr` and line s can be booked, `mx` is elsewhere.

    `strict`: line r is, with posts pr (A1, window 1) and pq (A4, window 4).
    """
    setup = base or shared_setup(**settings)
    lines = tuple(
        msgspec.structs.replace(line, strict=strict and line.id == "r", general=line.id == "u")
        for line in setup.lines
    )
    quota = Matter(id="mq", name=words("限号"), department="d", line="s", daily_quota=2)
    unsure = Matter(id="mu2", name=words("不知道办什么"), department="d", unsure=True)
    clerks = tuple(msgspec.structs.replace(item, may_grant=item.id == "A1") for item in setup.clerks)
    return msgspec.structs.replace(
        setup,
        lines=lines,
        matters=(*setup.matters, quota, unsure),
        clerks=clerks,
        appointments=(PLAN,),
        elsewhere=(Elsewhere(id="mx", name=words("护照"), where=words("县公安局")),),
    )
