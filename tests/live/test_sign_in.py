"""Signing in, lock-outs, passwords, forms of other sites."""

from pathlib import Path
from typing import Any

import pytest

from server.live.gate import SESSION_COOKIE, SESSION_IDLE_MS, SESSION_MOST_MS
from server.rules.refusal import Refusal
from server.web.passwords import Passwords
from server.web.sign_in import FAILURES_MOST, LOCKED_MS
from tests.live.live_hall import copy_of
from tests.live.web_house import FIRST, Browser, WebHouse

MINUTE_MS = 60_000


def cookie(browser: Browser) -> str:
    found = browser.client.get_cookie(SESSION_COOKIE)
    return found.value if found is not None else ""


def fail(browser: Browser, staff: str, times: int) -> int:
    codes: list[int] = [browser.sign_in(staff, "wrong password").status_code for _ in range(times)]
    return codes[-1]


def test_the_first_administrator_must_change_the_one_time_password(tmp_path: Path) -> None:
    """A default password that stays is how halls are entered."""
    house = WebHouse(tmp_path / "data")
    password = house.accounts.first_password()
    assert password is not None
    assert house.accounts.first_password() is None
    browser = house.browser()
    assert browser.sign_in("admin", password).location == "/password"
    assert browser.get("/admin/staff").location == "/password?next=/admin/staff"
    changed = browser.send("/password", old=password, new=FIRST, again=FIRST)
    assert changed.location == "/admin/"
    assert browser.get("/admin/staff").status_code == 200
    house.close()


def test_everyone_is_led_to_where_they_work(house: WebHouse) -> None:
    """Or back to the page that they asked for; never to another site."""
    password = house.person("B1", "clerk")
    assert house.browser().sign_in("B1", password).location == "/counter/"
    assert house.browser().sign_in("B1", password, next="/counter/?a=1").location == "/counter/?a=1"
    for elsewhere in ("//evil.example", "https://evil.example", "/\\evil.example", "/\tx"):
        assert house.browser().sign_in("B1", password, next=elsewhere).location == "/counter/"


def test_the_sessions_cookie_is_out_of_reach_of_scripts_and_other_sites(house: WebHouse) -> None:
    """HttpOnly, SameSite=Strict; the database has its hash alone."""
    password = house.person("B1", "clerk")
    browser = house.browser()
    header = next(
        h for h in browser.sign_in("B1", password).headers.getlist("Set-Cookie") if SESSION_COOKIE + "=" in h
    )
    assert "HttpOnly" in header
    assert "SameSite=Strict" in header
    assert "Secure" not in header
    assert cookie(browser).encode() not in (Path(house.store.engine.url.database or "")).read_bytes()


@pytest.mark.parametrize("public_url", ["https://hall.example", "HTTPS://hall.example"])
def test_behind_https_the_cookie_never_goes_in_the_clear(
    prepared: Path, tmp_path: Path, public_url: str
) -> None:
    """As the public URL says, in capitals too."""
    house = WebHouse(copy_of(prepared, tmp_path / "data"), public_url=public_url)
    answer = house.browser().sign_in("B1", house.person("B1", "clerk"))
    assert all("Secure" in header for header in answer.headers.getlist("Set-Cookie"))
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    house.close()


@pytest.mark.parametrize("staff", ["B1", "nobody", "", " ", "x" * 500, "' OR 1=1 --"])
def test_a_wrong_sign_in_does_not_say_what_was_wrong(house: WebHouse, staff: str) -> None:
    """Nor does its form keep the password."""
    house.person("B1", "clerk")
    answer = house.browser().sign_in(staff, "wrong password")
    assert answer.status_code == 400
    assert "工号或密码不对。" in answer.get_data(as_text=True)
    assert "wrong password" not in answer.get_data(as_text=True)


def test_five_wrong_passwords_lock_an_account_for_a_quarter_of_an_hour(house: WebHouse) -> None:
    """The right one does not open it meanwhile, and it opens by itself afterwards."""
    password = house.person("B1", "clerk")
    assert fail(house.browser(), "B1", FAILURES_MOST) == 429
    locked = house.browser().sign_in("B1", password)
    assert "15 分钟" in locked.get_data(as_text=True)
    house.clock.at += LOCKED_MS
    assert house.browser().sign_in("B1", password).status_code == 302


def test_a_supervisor_lifts_a_lock_out_at_once(house: WebHouse) -> None:
    """A clerk who mistyped need not send residents away."""
    password = house.person("B1", "clerk")
    boss = house.signed_in("S9", "supervisor")
    fail(house.browser(), "B1", FAILURES_MOST)
    assert "B1" in boss.get("/supervisor").get_data(as_text=True)
    assert boss.get("/supervisor/locked").json["locked"][0]["id"] == "B1"
    assert "B1 已解锁。" in boss.send("/supervisor/unlock", page="/supervisor", staff="B1").get_data(
        as_text=True
    )
    assert house.browser().sign_in("B1", password).status_code == 302


def test_an_account_is_not_called_like_the_server_or_a_device(house: WebHouse) -> None:
    """The ledger says who did what."""
    for name in ("system", "SYSTEM", "kiosk"):
        with pytest.raises(Refusal) as caught:
            house.accounts.create(name, ["clerk"])
        assert caught.value.code == "staff_reserved"


def test_the_right_password_clears_the_count(house: WebHouse) -> None:
    """Four mistakes on Monday and one on Friday are no attack."""
    password = house.person("B1", "clerk")
    for _ in range(2):
        assert fail(house.browser(), "B1", FAILURES_MOST - 1) == 400
        assert house.browser().sign_in("B1", password).status_code == 302


def test_one_address_may_not_try_for_ever(house: WebHouse) -> None:
    """Guessing one password for many accounts locks none of them, but is slow."""
    codes = {house.browser().sign_in(f"N{n}", "wrong").status_code for n in range(40)}
    assert codes == {400, 429}
    house.clock.at += MINUTE_MS
    assert house.browser().sign_in("N1", "wrong").status_code == 400


def test_signing_out_ends_the_session_and_its_connections(house: WebHouse) -> None:
    """The cookie is worth nothing afterwards."""
    browser = house.signed_in("B1", "clerk")
    kept = cookie(browser)
    assert browser.send("/sign-out", page="/password").location == "/sign-in"
    assert len(house.shown_out) > 0
    thief = house.browser()
    thief.client.set_cookie(SESSION_COOKIE, kept)
    assert thief.get("/counter/").status_code in (302, 404)
    assert thief.get("/").location == "/sign-in"


def test_a_session_ends_when_it_is_not_used(house: WebHouse) -> None:
    """Twelve hours; a page that is used stays."""
    used, idle = house.signed_in("S8", "supervisor"), house.signed_in("S9", "supervisor")
    for _ in range(2):
        house.clock.at += SESSION_IDLE_MS - MINUTE_MS
        assert used.get("/supervisor").status_code == 200
    assert idle.get("/supervisor").location == "/sign-in?next=/supervisor"


def test_no_session_lasts_longer_than_a_fortnight(house: WebHouse) -> None:
    """However often it is used."""
    browser = house.signed_in("S9", "supervisor")
    for _ in range(SESSION_MOST_MS // (SESSION_IDLE_MS // 2) + 1):
        house.clock.at += SESSION_IDLE_MS // 2
        last = browser.get("/supervisor").status_code
    assert last == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "text"),
    [
        ("wrong", "another password", "another password", "原密码不对。"),
        (f"{FIRST} B1", "short", "short", "至少 10 个字符"),
        (f"{FIRST} B1", "another password", "other password", "不一样"),
        (f"{FIRST} B1", f"{FIRST} B1", f"{FIRST} B1", "不能与原密码相同"),
        (f"{FIRST} B1", "x" * 300, "x" * 300, "最多 200"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_its_reason(
    house: WebHouse, old: str, new: str, again: str, text: str
) -> None:
    """And the old one still holds."""
    browser = house.signed_in("B1", "clerk")
    assert text in browser.send("/password", old=old, new=new, again=again).get_data(as_text=True)
    assert house.browser().sign_in("B1", f"{FIRST} B1").status_code == 302


def test_a_new_password_ends_every_other_session(house: WebHouse) -> None:
    """Whoever knew the old one is out."""
    password = house.person("S9", "supervisor")
    here, there = house.browser(), house.browser()
    for browser in (here, there):
        browser.sign_in("S9", password)
    here.send("/password", old=password, new="another password", again="another password")
    assert here.get("/supervisor").status_code == 200
    assert there.get("/supervisor").status_code == 302


def test_a_form_of_another_site_is_not_believed(house: WebHouse) -> None:
    """Neither without the page's token, nor with another's, nor from another origin."""
    browser, other = house.signed_in("S9", "supervisor"), house.signed_in("S8", "supervisor")
    token = (
        other.get("/supervisor").get_data(as_text=True).split('name="csrf_token" value="')[1].split('"')[0]
    )
    for data in ({}, {"csrf_token": "x"}, {"csrf_token": token}):
        assert browser.client.post("/supervisor/unlock", data=data).status_code == 403
    elsewhere = {"Origin": "http://evil.example"}
    assert browser.client.post("/sign-out", headers=elsewhere).status_code == 403
    assert house.browser().client.post("/sign-in", data={"staff": "S9"}).status_code == 403


def test_a_program_signs_in_by_json(house: WebHouse) -> None:
    """What a browser can do, a script of the hall can: the answer carries the token for later posts."""
    password = house.person("S9", "supervisor")
    client = house.app.test_client()
    answer = client.post("/sign-in", json={"staff": "S9", "password": password}).json
    assert answer is not None
    assert (answer["ok"], answer["id"], answer["roles"], answer["must_change"]) == (
        True,
        "S9",
        ["supervisor"],
        False,
    )
    refused: Any = client.post("/supervisor/unlock", json={"staff": "S9"})
    assert (refused.status_code, refused.json["refused"]["code"]) == (403, "form_expired")
    done = client.post("/supervisor/unlock", json={"staff": "S9"}, headers={"X-CSRF": answer["csrf"]})
    assert done.json == {"ok": True, "id": "S9"}


@pytest.mark.parametrize(
    "body", ["", "[", "[]", '"x"', '{"staff": 7, "password": "x"}', '{"staff": ["a"]}', "null"]
)
def test_json_of_another_shape_is_refused(house: WebHouse, body: str) -> None:
    """With a code, never a stack trace."""
    answer: Any = house.app.test_client().post("/sign-in", data=body, content_type="application/json")
    assert (answer.status_code, answer.json["refused"]["code"]) == (400, "bad_request")


def test_the_last_administrator_stays_one(house: WebHouse) -> None:
    """Nobody could let anyone in again."""
    with pytest.raises(Refusal, match="last_administrator"):
        house.accounts.set_roles("admin", ["clerk"])
    house.person("B9", "administrator")
    house.accounts.set_roles("admin", ["clerk"])


def test_a_password_is_kept_as_argon2id_and_never_as_itself() -> None:
    """Also the check for an account that does not exist takes its time."""
    passwords = Passwords()
    kept = passwords.hashed("correct horse")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.is_right(kept, "correct horse")
    assert not passwords.is_right(kept, "wrong horse")
    assert not passwords.is_right(None, "anything")
    assert not passwords.is_right("no hash", "anything")
