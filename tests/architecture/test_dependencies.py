import re

from tests.architecture.checkout import ROOT, TESTS_VENDOR, VENDOR, project

LOCKS = ROOT / "requirements"
PART_OF = {
    "server": ("server",),
    "postgresql": ("server", "postgresql"),
    "kiosk": ("kiosk",),
    "display": ("display",),
    "programs": ("server", "kiosk", "display"),
}
PIN = re.compile(r"^([a-z0-9-]+)(?:\[[^]]*])?==(\S+)", re.MULTILINE)
NAME = re.compile(r"^[A-Za-z0-9_.-]+")


def normal(requirement: str) -> str:
    matched = NAME.match(requirement)
    assert matched, requirement
    return re.sub(r"[-_.]+", "-", matched[0]).lower()


def wanted(*extras: str) -> set[str]:
    declared = project()["project"]
    listed = declared["dependencies"] + [
        line for name in extras for line in declared["optional-dependencies"][name]
    ]
    return {normal(line) for line in listed}


def tools() -> set[str]:
    groups = project()["dependency-groups"]
    return {normal(line) for group in groups.values() for line in group}


def locked(name: str) -> dict[str, str]:
    return dict(PIN.findall((LOCKS / f"{name}.lock").read_text(encoding="utf-8")))


def test_every_program_finds_what_it_declares_in_its_lock() -> None:
    """A dependency that is declared but not locked would be missing on a fresh machine."""
    missing = {name: wanted(*extras) - locked(name).keys() for name, extras in PART_OF.items()}
    missing["dev"] = (wanted("server", "postgresql", "kiosk", "display") | tools()) - locked("dev").keys()
    assert missing == {name: set() for name in missing}


def test_every_lock_pins_the_same_versions() -> None:
    """A wall PC runs what the tests ran."""
    whole = locked("dev").items()
    assert {name: set(locked(name).items()) - set(whole) for name in PART_OF} == {
        name: set() for name in PART_OF
    }


def test_a_wall_pc_installs_no_web_server_and_no_database() -> None:
    """The extras keep the programs' packages apart."""
    servers = {"flask", "gevent", "sqlalchemy", "alembic", "argon2-cffi", "psycopg"}
    assert not servers & (locked("display").keys() | locked("kiosk").keys())


def test_every_locked_package_carries_hashes() -> None:
    """pip refuses a file that is not the one that was tested."""
    for lock in LOCKS.glob("*.lock"):
        entries = re.split(r"\n(?=[a-z])", lock.read_text(encoding="utf-8"))
        assert [entry.split("==")[0] for entry in entries if "--hash=sha256:" not in entry] == [], lock.name


def test_every_dependency_has_its_line_in_the_documents() -> None:
    """What for, size, licence, last release, and what else was looked at."""
    table = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    told = {normal(name) for name in re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)}
    folders = [*VENDOR.iterdir(), *TESTS_VENDOR.iterdir()]
    vendored = {path.name.rsplit("-", 1)[0] for path in folders if path.is_dir()}
    assert (
        wanted("server", "postgresql", "kiosk", "display") | tools() | {normal(name) for name in vendored}
    ) - told == set()
