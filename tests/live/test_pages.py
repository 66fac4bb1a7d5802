"""Health, and what goes for every page."""

import pytest

from tests.live.web_house import WebHouse, text


def test_health_says_whether_the_hall_can_be_served(house: WebHouse) -> None:
    """200 while it can, 503 when turns are no longer taken."""
    client = house.app.test_client()
    well = client.get("/healthz")
    assert (well.status_code, well.json["ok"], well.json["database"]) == (200, True, True)  # type: ignore[index]
    house.alive = False
    assert client.get("/healthz").status_code == 503


def test_health_says_that_the_days_copy_failed(house: WebHouse) -> None:
    """Whoever watches the machine hears of it before the disk breaks (S-4)."""
    house.backup_folder.write_text("not a folder")
    house.copies.due = True
    house.copies.take_due()
    said = house.app.test_client().get("/healthz")
    assert (said.status_code, said.json["backup"]) == (503, False)  # type: ignore[index]


@pytest.mark.parametrize("path", ["/sign-in", "/healthz", "/web/base.css", "/nope", "/counter/", "/pairing"])
def test_every_answer_carries_the_guarding_headers(house: WebHouse, path: str) -> None:
    """No script, style or frame but our own; nothing is sniffed."""
    headers = house.app.test_client().get(path, buffered=True).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")


def test_pages_are_never_kept_and_files_are_looked_at_again(house: WebHouse) -> None:
    """A vendored file's folder carries its version, so it may be kept for ever."""
    client = house.app.test_client()

    def cached(path: str) -> str:
        return str(client.get(path, buffered=True).headers["Cache-Control"])

    assert cached("/sign-in") == "no-store"
    assert cached("/web/base.css") == "no-cache"
    assert "immutable" in cached("/vendor/socket.io-client-4.8.4/socket.io.min.js")


@pytest.mark.parametrize(
    "path",
    [
        "/vendor/vendor.toml",
        "/vendor/fetch.py",
        "/web/../../pyproject.toml",
        "/web/%2e%2e/%2e%2e/LICENSE",
        "/nope",
    ],
)
def test_what_is_not_there_says_so_in_words(house: WebHouse, path: str) -> None:
    """And without repeating what was asked for."""
    answer = house.app.test_client().get(path)
    assert answer.status_code == 404
    assert "没有这个页面或资料。" in text(answer)
    assert "nope" not in text(answer)


def test_a_page_speaks_the_readers_language(house: WebHouse) -> None:
    """As chosen, else as the browser asks, else Chinese."""
    client = house.app.test_client()
    assert 'lang="zh-CN"' in text(client.get("/sign-in"))
    assert 'lang="en"' in text(client.get("/sign-in", headers={"Accept-Language": "en-GB,en"}))
    assert 'lang="en"' in text(client.get("/sign-in?language=en"))
    assert 'lang="en"' in text(client.get("/sign-in"))
    assert 'lang="zh-CN"' in text(client.get("/sign-in?language=zh"))
