"""The load's own parts: frames, a past made by moving one day, a hall that is open whenever asked."""

import os
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import delete, select

from bench.load.frames import CLOSE, TEXT, Frame, FrameFault, FrameReader, masked
from bench.load.open_cases import take_in
from bench.load.past import DAY_MS, fill
from bench.load.past_cases import CASES
from bench.load.process import end
from bench.load.resident_memory import resident_mb
from bench.load.sample import noon_zone, open_hall
from server.rules import view
from server.rules.hall import Hall
from server.rules.hours import civil_day, part_of_day
from server.rules.planned import lunch_of
from server.storage import tables
from server.storage.command_line import check_folder
from server.storage.ledger import Ledger
from server.storage.store import Store

NOW = 1_795_420_800_123


def from_server(body: bytes, kind: int = TEXT) -> bytes:
    """As a server sends it: the same as a client's, without a mask."""
    sent = masked(body, kind)
    head = len(sent) - len(body) - 4
    return sent[:1] + bytes((sent[1] & 0x7F,)) + sent[2:head] + body


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
def test_a_message_of_any_size_is_read_whole(size: int) -> None:
    """The three lengths of a frame's length."""
    reader = FrameReader()
    assert list(reader.read(from_server(b"a" * size))) == [Frame(TEXT, b"a" * size)]


def test_messages_cut_anywhere_are_the_same_messages() -> None:
    """TCP knows no messages."""
    sent = from_server(b"one") + from_server(b"b" * 300) + from_server(b"", CLOSE)
    reader = FrameReader()
    read = [frame for byte in sent for frame in reader.read(bytes((byte,)))]
    assert read == [Frame(TEXT, b"one"), Frame(TEXT, b"b" * 300), Frame(CLOSE, b"")]


def test_what_a_server_may_not_send_is_a_fault() -> None:
    """Half a message or a masked one would be misread in silence."""
    for first, second in ((0x01, 0x01), (0x81, 0x81)):
        with pytest.raises(FrameFault):
            list(FrameReader().read(bytes((first, second, 0, 0, 0, 0))))


def test_a_client_masks_what_it_sends() -> None:
    """A server ends the connection of one that does not."""
    assert masked(b"hi") == bytes((0x81, 0x82)) + bytes(4) + b"hi"


@pytest.mark.parametrize("hour", range(24))
def test_the_loads_hall_is_open_at_any_hour(hour: int) -> None:
    """Nothing measured or tested ever runs over a midnight."""
    now = NOW // DAY_MS * DAY_MS + hour * 3_600_000
    for at in (now - 3_600_000, now, now + 4 * 3_600_000):
        assert part_of_day(open_hall(now), at).phase == "open", noon_zone(now)


def test_a_past_made_by_moving_a_day_is_sound(tmp_path: Path) -> None:
    """Chain, rows and keys as if the lane had written them: else growth would measure another database."""
    fill(tmp_path, open_hall(NOW), days=4, per_day=20, now=NOW)
    assert check_folder(tmp_path) == []


def test_a_past_of_cases_is_sound_and_its_persons_are_erased(tmp_path: Path) -> None:
    """The same; nothing is kept in memory of a case that is over, and the year's counter goes on."""
    fill(tmp_path, open_hall(NOW), days=4, per_day=20, now=NOW, kind=CASES)
    assert check_folder(tmp_path) == []
    with closing(Store.open(tmp_path)) as store:
        hall = Ledger(store).fold()
        with store.reading() as connection:
            texts = connection.execute(select(tables.private_texts.c.text)).scalars().all()
            numbers = connection.execute(select(tables.cases.c.number)).scalars().all()
    assert (len(texts), set(texts)) == (80, {None})
    assert (len(set(numbers)), max(numbers)[-5:]) == (80, "-0080")
    assert {case.state for case in hall.cases.open.values()} == {
        "delivered"
    }  # the last day's, until the next one
    assert (len(hall.cases.open), hall.cases.over, set(hall.cases.counters.values())) == (20, {}, {80})


def test_a_load_has_as_many_open_cases_as_was_asked_for(tmp_path: Path) -> None:
    """One in fifty overdue, one in ten due soon: more than a wall's board holds."""
    take_in(tmp_path, open_hall(NOW), many=200, now=NOW)
    assert check_folder(tmp_path) == []
    with closing(Store.open(tmp_path)) as store:
        hall = Ledger(store).fold()
    assert (len(hall.cases.open), len(hall.cases.late)) == (200, 4)
    lights = Counter(row.light for row in view.table(hall, "supervisor", "case_watch").values())  # type: ignore[attr-defined]
    assert lights["yellow"] == 20
    assert hall.last_at == NOW


def test_the_pasts_checkpoint_is_what_its_facts_lead_to(tmp_path: Path) -> None:
    """A start from it stands where a start without it would."""
    fill(tmp_path, open_hall(NOW), days=3, per_day=10, now=NOW)
    with closing(Store.open(tmp_path)) as store:
        ledger = Ledger(store)
        quick = ledger.fold()
        assert ledger.folded == 0
        with store.writing() as connection:
            connection.execute(delete(tables.checkpoints))
        slow = ledger.fold()
    assert ledger.folded == slow.version
    assert msgspec.to_builtins(slow) == msgspec.to_builtins(quick)
    assert 0 < NOW - slow.last_at < 2 * DAY_MS


def test_the_memory_of_a_process_is_known() -> None:
    """This one holds more than a byte and less than the machine."""
    assert 5 < resident_mb(os.getpid()) < 10_000


@pytest.mark.parametrize("minute", range(0, 60, 20))
def test_nobody_of_the_loads_hall_is_at_lunch_at_any_minute(minute: int) -> None:
    """Its noon is the hour of lunch by turns: a test that runs at twenty past is the one that runs at ten to."""
    now = NOW - NOW % 3_600_000 + minute * 60_000
    hall = Hall(setup=open_hall(now), day=civil_day(open_hall(now), now))
    assert {lunch_of(hall, clerk.id) for clerk in hall.rules.clerks} == {()}


@pytest.mark.parametrize("deaf", [True, False])
def test_a_process_is_waited_for_even_if_it_does_not_heed(deaf: bool) -> None:
    """One that was left would be noticed by whatever test runs when it is collected."""
    heeds_not = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)" if deaf else ""
    program = f"{heeds_not}\nprint('up', flush=True)\nimport time; time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"up" + os.linesep.encode()
        end(process, within_s=0.2 if deaf else 60)
        assert process.returncode is not None
    end(process)
