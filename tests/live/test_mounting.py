"""Several halls behind one address: what goes where, and how much each may hold."""

from collections.abc import Iterable
from typing import Any

import pytest

from server.web.mounting import Mounted, root_of

Answer = tuple[str, str, str]


def ask(mounted: Mounted, path: str, script: str = "") -> str:
    said: list[str] = []
    environ = {"PATH_INFO": path, "SCRIPT_NAME": script}
    body = b"".join(mounted(environ, lambda status, _headers: said.append(status)))
    return " ".join([*said, body.decode()])


def application(name: str) -> Any:
    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200", [])
        return [f"{name} {environ['SCRIPT_NAME']}|{environ['PATH_INFO']}".encode()]

    return answer


@pytest.fixture
def mounted() -> Mounted:
    return Mounted(application("front"), {key: application(key) for key in ("a", "b-2")}, most=1)


@pytest.mark.parametrize(("path", "answered"), [
    ("/h/a/", "200 a /h/a|/"),
    ("/h/b-2/admin/x", "200 b-2 /h/b-2|/admin/x"),
    ("/h/a//etc", "200 a /h/a|//etc"),
    ("/h/a/h/b-2/", "200 a /h/a|/h/b-2/"),
    ("/h/a", "200 front |/h/a"),
    ("/h/c/", "200 front |/h/c/"),
    ("/h/A/", "200 front |/h/A/"),
    ("/h/a/../b-2/", "200 a /h/a|/../b-2/"),
    ("/", "200 front |/"),
    ("", "200 front |"),
    ("//h/a/", "200 front |//h/a/"),
])  # fmt: skip
def test_an_address_says_whose_it_is(mounted: Mounted, path: str, answered: str) -> None:
    """A hall sees its own part, and nothing that is not under its key exactly."""
    assert ask(mounted, path) == answered


def test_what_stands_before_the_mount_stays_before_it(mounted: Mounted) -> None:
    """A server may itself be mounted."""
    assert ask(mounted, "/h/a/x", "/queue") == "200 a /queue/h/a|/x"


def test_a_hall_that_holds_all_it_may_takes_nothing_from_the_others() -> None:
    """Each has its own share, and it is free again when a request is over, also one that failed."""
    halls: dict[str, Any] = {"b": application("b")}
    mounted = Mounted(application("front"), halls, most=1)

    def while_held(_environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        assert ask(mounted, "/h/a/") == "429 Too Many Requests too many connections"
        assert ask(mounted, "/h/b/") == "200 b /h/b|/"
        assert ask(mounted, "/") == "200 front |/"
        raise ValueError

    halls["a"] = while_held
    for _ in range(2):
        with pytest.raises(ValueError, match=r"^$"):
            ask(mounted, "/h/a/")


def test_a_key_makes_an_address() -> None:
    """The one that everybody types."""
    assert root_of("leiping") == "/h/leiping"
