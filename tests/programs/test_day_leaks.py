"""Nothing that is public has a resident's full name, identity number or phone: a full day, searched, and leaks that are planted (P-2)."""

import json
import logging
import shutil
import sqlite3
from contextlib import closing
from itertools import islice
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest

from bench.day.at_rest import search_files, search_tables
from bench.day.leaks import Leaks, search_own_page
from bench.day.overheard import overheard_log
from bench.day.persons import LATIN, LIKE_KINDS, SINGLE, Person, drawn, persons
from bench.day.simulated import SimulatedHall
from common.masking import masked
from server.storage.store import database_file
from server.web.contract import ROUTES
from tests.live.web_house import WebHouse

pytestmark = pytest.mark.timeout(600)  # the first test waits for a whole day to be lived
PUBLIC_PAGES = [
    route.path for route in ROUTES if (route.who, route.method) == ("anyone", "get") and "{" not in route.path
]
SOMEBODY = Person("欧阳雨桐", "19900001234", "000000199001010017")


@pytest.fixture(scope="module")
def copy(monday: SimulatedHall, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The day's database as it lies on the disk, to be opened by others."""
    folder = tmp_path_factory.mktemp("copy")
    source = database_file(monday.folder)
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(database_file(folder))) as here:
        there.backup(here)
    return folder


def test_no_public_payload_and_no_screen_of_the_day_names_a_resident(monday: SimulatedHall) -> None:
    """Every message to walls, boards, windows' screens and kiosks; every text that was laid out."""
    leaks = monday.leaks
    assert leaks.found == []
    heard = {
        "wall",
        "board",
        "kiosk",
        "kiosk's screen",
        "walls' screens",
        *(f"window:{n}" for n in range(1, 9)),
    }
    assert heard <= leaks.searched.keys()
    assert all(leaks.searched[where] > 50_000 for where in heard)


def test_ledger_rows_and_answers_of_the_day_name_nobody(monday: SimulatedHall, copy: Path) -> None:
    """Private texts stand in one table, where the same search finds them; the code of a receipt stands in none."""
    receipts = monday.day.world.record.cases.receipts
    monday.leaks.know(receipt.secret for receipt in receipts)
    assert len(receipts) > 50
    search_tables(copy, monday.leaks)
    search_files(copy, monday.leaks)
    assert monday.leaks.found == []
    assert monday.leaks.searched["table ledger"] > 100_000
    with closing(sqlite3.connect(database_file(copy))) as database:
        texts = [
            text for (text,) in database.execute("SELECT text FROM private_texts WHERE text IS NOT NULL")
        ]
    kept = Leaks(residents_of(monday))
    assert kept.search("private texts", "\n".join(texts)) > 200


def test_no_public_page_of_the_day_names_anybody_but_its_reader(
    monday: SimulatedHall, copy: Path, tmp_path: Path
) -> None:
    """The board and its JSON, and the own page of everybody who has a receipt."""
    shutil.copytree(copy, tmp_path / "hall")
    house = WebHouse(tmp_path / "hall", at=monday.clock.at)
    browser, leaks = house.browser(), Leaks(residents_of(monday))
    receipts = monday.day.world.record.cases.receipts
    with overheard_log(leaks):
        for page in PUBLIC_PAGES:
            leaks.search(page, browser.get(page).get_data())
        for receipt in receipts:
            house.clock.at += 60_000  # a minute apart: nobody guesses
            asked = {"number": receipt.number, "secret": receipt.secret}
            answer = browser.client.post("/api/case-progress", json=asked)
            assert answer.status_code == 200, answer.get_data(as_text=True)
            search_own_page(leaks, answer.get_data(), receipt.person)
    assert leaks.found == []
    assert {"/board", "/case", "/api/board", *PUBLIC_PAGES} <= leaks.searched.keys()
    assert len(receipts) > 50
    assert leaks.searched["notes to the resident"] > 0
    house.close()


def residents_of(monday: SimulatedHall) -> list[Person]:
    world = monday.day.world
    return [*drawn(1, 220), *(case.person for case in world.cases.values())]


@pytest.mark.parametrize(
    "planted",
    [
        '{"number":"2026-0001","applicant":"欧阳雨桐"}',
        json.dumps({"applicant": "欧阳雨桐"}),  # escaped
        "GET /board?name=" + quote("欧阳雨桐"),
        "call 19900001234 back",
        "身份证000000199001010017",
    ],
)
def test_a_planted_leak_is_found_however_it_is_written(planted: str) -> None:
    """The search proves itself."""
    leaks = Leaks([SOMEBODY])
    assert leaks.search("payload", planted) == 1
    assert leaks.search("bytes", planted.encode()) == 1
    assert [leak.where for leak in leaks.found] == ["payload", "bytes"]
    assert leaks.found[0].secret in SOMEBODY.secrets


def test_whatever_is_logged_during_the_day_is_searched() -> None:
    """On every level, of every program, with its traceback; afterwards no more."""
    leaks, log = Leaks([SOMEBODY]), logging.getLogger("server.live.desk")
    with overheard_log(leaks):
        log.debug("asked for %s", "张三")
        log.info("%s was refused", SOMEBODY.name)
        try:
            raise ValueError(SOMEBODY.phone)
        except ValueError:
            log.exception("failed")
    log.info("%s was refused", SOMEBODY.name)
    assert leaks.searched["log"] > 100
    assert [leak.secret for leak in leaks.found] == [SOMEBODY.name, SOMEBODY.phone]


def test_a_name_planted_in_a_fact_or_in_a_log_is_found(
    monday: SimulatedHall, copy: Path, tmp_path: Path
) -> None:
    """In the day's own ledger, by the same search that found nothing."""
    shutil.copytree(copy, tmp_path / "hall")
    name = monday.day.world.record.cases.receipts[0].person.name
    with closing(sqlite3.connect(database_file(tmp_path / "hall"))) as database:
        database.execute(
            "UPDATE ledger SET body = replace(body, '\"case\":', ?) WHERE version ="
            " (SELECT max(version) FROM ledger WHERE kind = 'case_registered')",
            (f'"name":"{name}","case":',),
        )
        database.commit()
    (tmp_path / "hall" / "server.log").write_text(f"POST /case?name={quote(name)} failed", "utf-8")
    leaks = Leaks(residents_of(monday))
    search_tables(tmp_path / "hall", leaks)
    search_files(tmp_path / "hall", leaks)
    assert {leak.where for leak in leaks.found} == {"table ledger", "server.log"}


def test_a_receipts_code_in_an_answer_that_is_kept_is_found(
    monday: SimulatedHall, copy: Path, tmp_path: Path
) -> None:
    """Whoever has a copy of the database has no code that opens a case; a moment in which its digits stand is none."""
    shutil.copytree(copy, tmp_path / "hall")
    code = monday.day.world.record.cases.receipts[0].secret
    leaks = Leaks(residents_of(monday))
    leaks.know([code])
    with closing(sqlite3.connect(database_file(tmp_path / "hall"))) as database:
        database.execute("UPDATE answers SET answer = ?", (f'{{"secret":"{code}"}}',))
        database.commit()
    search_tables(tmp_path / "hall", leaks)
    assert {leak.where for leak in leaks.found} == {"table answers"}
    assert leaks.search("moments", f'{{"at":179{code}42}}') == 0


def test_a_note_to_the_resident_may_name_its_reader_and_nobody_else() -> None:
    """It stands behind the receipt's secret; a name in any other field is a leak there too."""
    other = Person("仉兰", "19900005678", "000000196002020028")
    leaks = Leaks([SOMEBODY, other])
    page = {"number": "2026-0001", "history": [{"note": "请欧阳雨桐补交"}, {"note": None}]}
    assert search_own_page(leaks, json.dumps(page).encode(), SOMEBODY) == 0
    assert search_own_page(leaks, json.dumps(page).encode(), other) == 1
    named = {"applicant": "欧阳雨桐", "history": []}
    assert search_own_page(leaks, json.dumps(named).encode(), SOMEBODY) == 1


def test_the_invented_residents_have_names_of_every_kind_and_each_is_masked() -> None:
    """Compound and rare surnames, ·, companies, Latin, one character, 200 characters."""
    names = {person.name for person in islice(persons(Random(1)), 600)}
    assert any(name.startswith("欧阳") for name in names)
    assert any("·" in name for name in names)
    assert any(name.endswith("有限公司") for name in names)
    assert any(100 < len(name) <= 200 for name in names)
    assert names >= {*LATIN, *LIKE_KINDS, *SINGLE}
    assert not any(masked(name).endswith(name[-1]) for name in LIKE_KINDS)  # nothing of the given name
    leaks = Leaks([Person(name, SOMEBODY.phone, SOMEBODY.identity) for name in names])
    assert leaks.search("masked", "\n".join(masked(name) for name in names)) == 0
