"""Bring the third-party release files named in vendor.toml, by package name, into assets/vendor/NAME-VERSION/.

What only tests need goes to tests/vendor/NAME-VERSION/: no server serves it and no wheel carries it.

Run by `make vendor`. Needs npm; every other command of the project works from the files as committed.
"""

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import NotRequired, TypedDict

HERE = Path(__file__).resolve().parent
TESTS = HERE.parents[1] / "tests" / "vendor"


class Release(TypedDict):
    """One entry of vendor.toml: the package, its exact version, and the files taken from it."""

    package: str
    version: str
    files: list[str]
    only_tests: NotRequired[bool]


def releases() -> dict[str, Release]:
    """Read vendor.toml: the short name of each release, and what is taken from it."""
    declared: dict[str, Release] = tomllib.loads((HERE / "vendor.toml").read_text(encoding="utf-8"))
    return declared


def folder(name: str, release: Release) -> Path:
    return (TESTS if release.get("only_tests") else HERE) / f"{name}-{release['version']}"


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def checksum_lines(target: Path) -> str:
    """Word the SHA256SUMS of a folder, in the format that `sha256sum --check` reads."""
    files = sorted(path for path in target.iterdir() if path.name != "SHA256SUMS")
    return "".join(f"{checksum(path)}  {path.name}\n" for path in files)


def download(release: Release, into: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("make vendor needs npm (on Debian: apt-get install npm)")
    wanted = f"{release['package']}@{release['version']}"
    subprocess.run([npm, "pack", "--silent", wanted], cwd=into, check=True, stdout=subprocess.DEVNULL)
    return next(into.glob("*.tgz"))


def unpack(archive: Path, files: list[str], target: Path) -> None:
    with tarfile.open(archive) as package:
        for name in files:
            source = package.extractfile(f"package/{name}")
            if source is None:
                raise SystemExit(f"{archive.name} holds no file {name}")
            (target / Path(name).name).write_bytes(source.read())


def bring(name: str, release: Release) -> None:
    target = folder(name, release)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        unpack(download(release, Path(scratch)), release["files"], target)
    (target / "SHA256SUMS").write_text(checksum_lines(target), encoding="ascii", newline="\n")
    print(f"{target.name}: {len(release['files'])} files")


if __name__ == "__main__":
    for name, release in releases().items():
        bring(name, release)
