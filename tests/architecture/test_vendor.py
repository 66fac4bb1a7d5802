import hashlib
import tomllib
from pathlib import Path

from tests.architecture.checkout import TESTS_VENDOR, VENDOR


def folders() -> list[Path]:
    found = [*VENDOR.iterdir(), *TESTS_VENDOR.iterdir()]
    return sorted(path for path in found if path.is_dir() and path.name != "__pycache__")


def declared() -> dict[str, str]:
    """Map the file names of SHA256SUMS to their checksums, for every folder together."""
    lines = [(folder, line) for folder in folders() for line in sums(folder)]
    return {f"{folder.name}/{line[66:]}": line[:64] for folder, line in lines}


def sums(folder: Path) -> list[str]:
    return (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines()


def found() -> dict[str, str]:
    paths = [path for folder in folders() for path in folder.iterdir() if path.name != "SHA256SUMS"]
    return {
        f"{path.parent.name}/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in paths
    }


def test_every_vendored_file_is_as_it_was_released() -> None:
    """Release files of others stand unmodified: what is there is what SHA256SUMS lists."""
    assert found() == declared()


def test_every_vendored_release_carries_its_licence() -> None:
    """Whoever passes the files on passes the licence on."""
    assert [folder.name for folder in folders() if not any(folder.glob("LICENSE*"))] == []


def test_make_vendor_brings_exactly_what_is_there() -> None:
    """vendor.toml names each release and each file, so that anyone can fetch them again."""
    releases = tomllib.loads((VENDOR / "vendor.toml").read_text(encoding="utf-8"))
    named = {
        f"{name}-{release['version']}/{Path(file).name}"
        for name, release in releases.items()
        for file in release["files"]
    }
    assert named == set(found())
