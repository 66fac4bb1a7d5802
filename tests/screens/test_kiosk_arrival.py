"""The kiosk before it knows a hall: what it says, to whom, and where the server is."""

from __future__ import annotations

import pytest

from common.fold import View
from common.link import Link
from common.messages import Joined
from common.screen.arrival import UNREACHED_MS, Patience, admin_page
from common.screen.fonts import Fonts
from common.screen.geometry import Screen
from common.screen.placements import Touch, texts
from common.screen.theme import KIOSK
from common.words import Language
from kiosk.arrival import Arrival, arrival_layout
from kiosk.connection import Connection
from kiosk.look import Look
from kiosk.paper import Paper
from kiosk.printing import OnOutcome
from kiosk.program import Kiosk
from kiosk.wording import Wording
from tests.live.wires import HandClock, HandWire
from tests.screens.kiosk_glass import PORTRAIT, every_language, every_screen, every_type
from tests.screens.kiosk_hall import NINE
from tests.screens.soundness import faults

SERVER = "http://hall.example:8000"
CONNECTING = Arrival(SERVER, "", False, False, False)
UNREACHED = CONNECTING._replace(unreached=True)
PAIRING = CONNECTING._replace(code="482913")
REFUSED = CONNECTING._replace(refused=True)
NO_HALL = CONNECTING._replace(code=None, joined=True)


@every_screen
@every_language
@every_type
@pytest.mark.parametrize(
    "arrival",
    [
        CONNECTING,
        UNREACHED,
        PAIRING,
        REFUSED,
        NO_HALL,
        NO_HALL._replace(joined=False),
        PAIRING._replace(refused=True),
    ],
    ids=["connecting", "unreached", "pairing", "refused", "no hall", "let in", "refused with a code"],
)
def test_every_step_on_the_way_is_sound(
    fonts: Fonts, screen: Screen, language: Language, large: bool, arrival: Arrival
) -> None:
    """No empty screen, whatever is missing; the language can be changed on all of them."""
    placements = arrival_layout(arrival, Look(screen, fonts, large), Wording(language))
    assert faults(placements, screen, fonts, KIOSK) == []
    assert any(isinstance(placed, Touch) and placed.id == "language" for placed in placements)


def told(arrival: Arrival, fonts: Fonts, language: Language = "zh") -> list[str]:
    return texts(arrival_layout(arrival, Look(PORTRAIT, fonts), Wording(language)))


@every_language
def test_a_server_that_is_not_reached_is_named_with_what_to_check(fonts: Fonts, language: Language) -> None:
    """Whoever started it typed that address; residents are sent to the staff."""
    said = told(UNREACHED, fonts, language)
    assert SERVER in said
    assert SERVER not in told(CONNECTING, fonts, language)
    assert {"zh": "找工作人员", "en": "ask the staff"}[language] in " ".join(said)


@every_language
def test_a_pairing_code_comes_with_the_page_where_it_is_typed(fonts: Fonts, language: Language) -> None:
    """The administrator sits elsewhere and needs the address."""
    said = told(PAIRING, fonts, language)
    assert {"482 913", f"{SERVER}/admin/devices"} <= set(said)


def test_a_refused_request_and_a_hall_without_set_up_say_so(fonts: Fonts) -> None:
    """They look alike from afar, and are not."""
    assert "482 913" not in told(PAIRING._replace(refused=True), fonts)
    assert SERVER in told(REFUSED, fonts)
    assert "本大厅尚未设置" in told(NO_HALL, fonts)
    assert f"{SERVER}/admin/hall" in told(NO_HALL, fonts)


def test_patience_ends_after_a_while_and_begins_anew() -> None:
    """A restart of the server is no news; a wrong address is."""
    patience = Patience()
    assert not patience.is_over(True, 0)
    assert not patience.is_over(True, UNREACHED_MS - 1)
    assert patience.is_over(True, UNREACHED_MS)
    assert not patience.is_over(False, UNREACHED_MS + 1)
    assert not patience.is_over(True, UNREACHED_MS + 2)


def test_a_slash_at_the_end_of_an_address_is_no_matter() -> None:
    """People type it."""
    assert admin_page(f"{SERVER}/", "devices") == f"{SERVER}/admin/devices"


class Waiting:
    """An admission that has no token yet."""

    token: str | None = None
    code = ""
    refused = False

    def poll(self) -> None:
        pass

    def renew(self) -> None:
        pass


class NoPrints:
    """Nobody prints before there is a hall."""

    def submit(self, paper: Paper, on_outcome: OnOutcome) -> int:
        raise AssertionError(paper)

    def poll(self) -> None:
        pass


class Kiosks:
    """One kiosk, with its admission and its wire in the test's hand."""

    def __init__(self, fonts: Fonts) -> None:
        self.admission, self.wire, self.clock = Waiting(), HandWire(), HandClock(0.0)
        connection = Connection(self.admission, self._connect, server=SERVER)
        self._kiosk = Kiosk(connection, NoPrints(), Look(PORTRAIT, fonts), KIOSK)

    def _connect(self, token: str) -> Link:
        return Link(self.wire, "kiosk", clock=self.clock)

    def frame(self, after_ms: int = 0) -> list[str]:
        self.clock.pass_s(after_ms / 1000)
        return texts(self._kiosk.tick(NINE + round(self.clock.at * 1000)).placements)


@pytest.fixture
def kiosk(fonts: Fonts) -> Kiosks:
    """Just switched on."""
    return Kiosks(fonts)


@pytest.mark.parametrize("token", [None, "token"])
def test_a_kiosk_out_of_reach_of_its_server_names_it_after_a_while(kiosk: Kiosks, token: str | None) -> None:
    """Whether it is paired already or not."""
    kiosk.admission.token = token
    assert "正在连接，请稍候" in kiosk.frame()
    assert SERVER in kiosk.frame(UNREACHED_MS)
    kiosk.admission.code = "482913"
    assert token or "482 913" in kiosk.frame()


def test_a_refused_kiosk_does_not_say_that_the_server_is_out_of_reach(kiosk: Kiosks) -> None:
    """It is there: its log says why."""
    kiosk.admission.refused = True
    kiosk.frame()
    assert "请管理员查看服务器日志" in kiosk.frame(UNREACHED_MS)
    kiosk.admission.refused, kiosk.admission.token = False, "token"
    kiosk.frame()
    kiosk.wire.deny("not_allowed")
    assert "请管理员查看服务器日志" in kiosk.frame()


def test_a_server_without_a_hall_is_no_server_out_of_reach(kiosk: Kiosks) -> None:
    """Every table is there, and empty."""
    kiosk.admission.token = "token"
    kiosk.frame()
    kiosk.wire.come_up()
    kiosk.frame()
    view: View = {name: {} for name in ("hall", "windows", "posts", "lines", "matters", "priorities")}
    joined = Joined(ledger_id="l", upto=0, now=NINE, audience="kiosk", me="kiosk:k1", view=view)
    kiosk.wire.answer("join", {"ok": True, "joined": joined})
    assert {"本大厅尚未设置", f"{SERVER}/admin/hall"} <= set(kiosk.frame())
    assert "本大厅尚未设置" in kiosk.frame(UNREACHED_MS)
