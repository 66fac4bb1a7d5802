"""`python -m server check`, `backup` and `restore`: the administrator's hands on a data folder."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TextIO

from common.i18n import say
from common.words import Language
from server.storage.backup import Backups, NotABackup, restore
from server.storage.check import check
from server.storage.finding import Finding
from server.storage.guard import FolderInUse
from server.storage.store import Store, database_file


def main_check(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """0: the database holds together; 1: it does not, and the first broken fact is named."""
    options = _options("check", arguments)
    findings = check_folder(options.data)
    for line in wording(findings, options.lang):
        print(line, file=out or sys.stdout)
    return 1 if findings else 0


def main_backup(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """A copy into the folder `--to`, while the server runs."""
    options = _options("backup", arguments, to="FOLDER")
    if not database_file(options.data).exists():
        return _tell(out, options.lang, "check.no_database", {}, 1)
    copy = Backups(database_file(options.data), options.to).take()
    return _tell(out, options.lang, "backup.taken", {"file": str(copy)}, 0)


def main_restore(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """Put the copy `--from` in place; refused while a server runs or where the copy is broken."""
    options = _options("restore", arguments, source="FILE")
    try:
        replaced = restore(options.data, options.source)
    except FolderInUse as error:
        return _tell(out, options.lang, "restore.in_use", {"folder": str(error.folder)}, 1)
    except NotABackup as error:
        for line in wording(error.findings, options.lang):
            print(line, file=out or sys.stdout)
        return _tell(out, options.lang, "restore.not_a_backup", {"file": str(options.source)}, 1)
    if replaced is not None:
        _tell(out, options.lang, "restore.replaced", {"file": str(replaced)}, 0)
    return _tell(out, options.lang, "restore.done", {}, 0)


def check_folder(folder: Path) -> list[Finding]:
    """What is wrong with a data folder; changes nothing in it, and a server may be running."""
    if not database_file(folder).exists():
        return [Finding("no_database")]
    with closing(Store.look(folder)) as store:
        return check(store)


def wording(findings: Sequence[Finding], language: Language) -> list[str]:
    """The findings in words: the first broken fact first, then how many there are in all."""
    if not findings:
        return [say(language, "check.sound")]
    lines = [_worded(finding, language) for finding in findings]
    broken = [finding for finding in findings if finding.version]
    if broken:
        first = broken[0]
        values: dict[str, str | int] = {"version": first.version, "kind": first.kind}
        lines.insert(0, say(language, "check.first_broken", values))
    return [*lines, say(language, "check.summary", {"count": len(findings)})]


def _worded(finding: Finding, language: Language) -> str:
    what = say(language, f"check.{finding.code}", finding.values)
    if not finding.version:
        return what
    fact: dict[str, str | int] = {"version": finding.version, "kind": finding.kind, "what": what}
    return say(language, "check.about_fact", fact)


def _tell(
    out: TextIO | None, language: Language, code: str, values: dict[str, str | int], exit_code: int
) -> int:
    print(say(language, code, values), file=out or sys.stdout)
    return exit_code


def _options(command: str, arguments: Sequence[str], to: str = "", source: str = "") -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m server {command}")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the data folder")
    if to:
        parser.add_argument("--to", type=Path, required=True, metavar=to, help="where copies go")
    if source:
        parser.add_argument(
            "--from", dest="source", type=Path, required=True, metavar=source, help="the copy"
        )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the messages")
    return parser.parse_args(arguments)
