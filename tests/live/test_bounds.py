"""How much a client may say: every text, number and list of every command has its bounds."""

import typing

import msgspec
import pytest

from common.commands import Asking, ClientCommand, EndLeave, PauseHall, RecordLeave, StepAway
from common.commands_sheet import EnterStub
from common.messages import Join
from common.words import Instant
from server.live.decoding import read_asking, read_join
from server.live.wording import refused
from server.rules.decide import MOMENT_AHEAD_DAYS, MOMENT_BACK_DAYS, MOMENTS
from server.rules.refusal import Refusal
from tests.rules.street import BOSS, Street, clerk, moment, morning

DAY_MS = 24 * 3_600_000
OF_LEADERS = (PauseHall, RecordLeave, EndLeave, EnterStub)
KINDS: list[type[msgspec.Struct]] = [*typing.get_args(ClientCommand), Asking, Join]
SEVERAL = (msgspec.inspect.ListType, msgspec.inspect.VarTupleType, msgspec.inspect.SetType)
BOUNDLESS = (msgspec.inspect.AnyType, msgspec.inspect.FloatType, msgspec.inspect.DictType)


def unbounded(found: msgspec.inspect.Type) -> bool:
    """Whether a client could say as much or as large there as it likes."""
    match found:
        case msgspec.inspect.Metadata(type=inner):
            return unbounded(inner)
        case msgspec.inspect.UnionType(types=types):
            return any(unbounded(one) for one in types)
        case msgspec.inspect.IntType(ge=least, le=most):
            return least is None or most is None
        case msgspec.inspect.StrType(max_length=most):
            return most is None
        case _ if isinstance(found, SEVERAL):
            return found.max_length is None or unbounded(found.item_type)
        case _:
            return isinstance(found, BOUNDLESS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_no_field_of_a_message_is_unbounded(kind: type[msgspec.Struct]) -> None:
    """By its declared type, so that a new command cannot forget it."""
    declared = msgspec.inspect.type_info(kind)
    assert isinstance(declared, msgspec.inspect.StructType)
    assert [field.name for field in declared.fields if unbounded(field.type)] == []


def test_the_walk_finds_what_is_unbounded() -> None:
    """Or the test above would prove nothing."""

    class Careless(msgspec.Struct):
        number: int | None
        text: str
        many: list[typing.Annotated[int, msgspec.Meta(ge=0, le=1)]]
        share: float

    declared = msgspec.inspect.type_info(Careless)
    assert isinstance(declared, msgspec.inspect.StructType)
    assert all(unbounded(field.type) for field in declared.fields)


@pytest.mark.parametrize(
    "until",
    [-1, 2**53 - 1, 2**53, -(2**53), 10**40, True, False, 1.5, 1e300, "soon", "9" * 500, [], {}],
)
def test_a_moment_that_is_none_is_refused_in_words(until: object) -> None:
    """Nothing of it is echoed."""
    with pytest.raises(Refusal) as caught:
        read_asking({"id": "a", "command": {"type": "step_away", "reason": "meal", "until": until}})
    assert caught.value.code == "bad_request"
    words = refused(caught.value).text
    assert "什么都没有改变" in words.zh
    assert words.en


@pytest.mark.parametrize("request_id", ["", "a b", "a\n", "é", "a" * 65, "a\x00"])
def test_a_request_id_of_another_shape_is_refused(request_id: str) -> None:
    """It becomes a key."""
    with pytest.raises(Refusal):
        read_asking({"id": request_id, "command": {"type": "come_back"}})


def test_an_audience_is_short() -> None:
    """It is compared with few."""
    with pytest.raises(Refusal):
        read_join({"audience": "w" * 65})


# -- moments, by the hall's clock -----------------------------------------------------------------


def test_the_moments_of_commands_are_found_by_their_types() -> None:
    """Of each command that has any."""
    found = {kind.__name__: names for kind, names in MOMENTS.items() if names}
    until = ("until",)
    assert found == {
        "PauseHall": until,
        "StandUp": until,
        "StepAway": until,
        "HandOver": until,
        "RecordLeave": ("since", "until"),
        "EndLeave": until,
        "BookAppointment": ("slot",),
        "EnterStub": ("given", "called"),
        "AskOfficial": ("until", "since"),
    }


@pytest.mark.parametrize("days", [MOMENT_AHEAD_DAYS + 1, 100_000, -MOMENT_BACK_DAYS - 1])
@pytest.mark.parametrize("kind", [kind for kind, names in MOMENTS.items() if names])
def test_a_moment_far_from_now_is_refused_for_every_command(kind: typing.Any, days: int) -> None:
    """Pages reckon with what they are told."""
    street = morning()
    far = street.at + days * DAY_MS
    command = msgspec.convert({**filled(kind, street.at), MOMENTS[kind][0]: far}, kind)
    refusal = street.refusal(BOSS if kind in OF_LEADERS else clerk("A1"), command)
    assert refusal.code == "moment_far"
    assert "400" in refused(refusal).text.zh


def filled(kind: type[msgspec.Struct], at: Instant) -> dict[str, object]:
    """Something sensible for every field that must be given."""
    sensible: dict[str, object] = {
        "reason": "power" if kind is PauseHall else "meal",
        "clerk": "A1",
        "matter": "mr",
        "slot": at,
        "since": at,
        "until": at + DAY_MS,
        "number": "X001",
        "check": "000",
        "given": at,
    }
    return {"type": kind.__struct_config__.tag} | {
        name: sensible[name] for name in kind.__struct_fields__ if name in sensible
    }


def test_a_moment_at_the_edge_is_taken() -> None:
    """The last one that is near enough."""
    street: Street = morning()
    street.give(clerk("A1"), StepAway(reason="other", until=street.at + MOMENT_AHEAD_DAYS * DAY_MS))
    assert street.hall.presence["A1"].away is not None
    assert street.at == moment("08:30")
