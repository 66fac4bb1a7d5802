"""`python -m server check`, `backup` and `restore`: the administrator's hands on a data folder."""

import argparse
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TextIO

from common.i18n import say
from common.words import Language
from server.place_options import add_place, placed
from server.storage.backup import AnotherHall, Backups, NotABackup, restore
from server.storage.check import check
from server.storage.database_file import FILE_FAULTS, absent, cut_short, judge, stands_still, unreadable
from server.storage.finding import Finding
from server.storage.guard import FolderInUse
from server.storage.hall_key import THE_HALL
from server.storage.place import Place, halls_of
from server.storage.reasons import reason_of
from server.storage.schema import NewerDatabase, schema_of
from server.storage.store import Store, database_file
from server.storage.whose import Whose


def main_check(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """0: the database holds together; 1: it does not, and the first broken fact is named."""
    options = _options("check", arguments)
    try:
        findings = check_place(options.place)
    except ModuleNotFoundError:
        return _tell(out, options.lang, "serve.no_driver", {}, 1)
    for line in wording(findings, options.lang):
        print(line, file=out or sys.stdout)
    return 1 if findings else 0


def main_backup(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """A copy into the folder `--to`, while the server runs; 1 where there is none to take or no room for it."""
    options = _options("backup", arguments, to="FOLDER")
    if options.place.folder is None:
        return _tell(out, options.lang, "backup.of_database", {}, 1)
    source = database_file(options.place.folder)
    found = absent(options.place.folder, source) or judge(source)
    if found is not None:
        return _tell(out, options.lang, f"check.{found.code}", _values(found, options.lang), 1)
    backups = Backups(source, options.to)
    try:
        backups.try_folder()
        copy = backups.take()
    except FILE_FAULTS as error:
        values: dict[str, str | int] = {"folder": str(options.to), "data": str(options.place.folder)}
        return _tell(
            out, options.lang, "backup.failed", {**values, "reason": _reason(error, options.lang)}, 1
        )
    _bring_home(options.place.folder)
    return _tell(out, options.lang, "backup.taken", {"file": str(copy)}, 0)


def main_restore(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """Put the copy `--from` in place; refused while a server runs, and where the copy is broken or of another hall."""
    options = _options("restore", arguments, source="FILE")
    if options.place.folder is None:
        return _tell(out, options.lang, "restore.of_database", {}, 1)
    try:
        replaced = restore(options.place.folder, options.source, another_hall=options.another_hall)
    except (FolderInUse, NotABackup, AnotherHall, NewerDatabase, *FILE_FAULTS) as error:
        for line in _not_restored(error, options):
            print(line, file=out or sys.stdout)
        return 1
    if replaced is not None:
        _tell(out, options.lang, "restore.replaced", {"file": str(replaced)}, 0)
    return _tell(out, options.lang, "restore.done", {}, 0)


def _not_restored(error: Exception, options: argparse.Namespace) -> list[str]:
    language: Language = options.lang
    folder = {"folder": options.place.shown}
    match error:
        case FolderInUse():
            return [say(language, "restore.in_use", folder)]
        case NotABackup():
            cannot = say(language, "restore.not_a_backup", {"file": str(options.source)})
            return [*wording(error.findings, language), cannot]
        case AnotherHall():
            return [say(language, "restore.another_hall", _both_halls(error, options))]
        case NewerDatabase():
            return [say(language, "serve.newer", {"schema": error.schema})]
    return [say(language, "restore.failed", {**folder, "reason": _reason(error, language)})]


def _both_halls(error: AnotherHall, options: argparse.Namespace) -> dict[str, str | int]:
    copied = (
        say(options.lang, "restore.no_hall") if error.copied is None else _named(error.copied, options.lang)
    )
    there = _named(error.there, options.lang)
    return {"file": str(options.source), "copied": copied, "folder": options.place.shown, "there": there}


def _named(hall: Whose, language: Language) -> str:
    return f"{hall.names.get(language) or hall.names.get('zh', '')} ({hall.id})"


def check_place(place: Place) -> list[Finding]:
    """What is wrong with a hall's database, wherever it is; changes nothing, and servers may be running."""
    if isinstance(place.where, Path):
        return check_folder(place.where)
    try:
        with closing(Store.look(place.where)) as store:
            if _is_absent(store, place.hall):
                return [hall_absent(place)]
            return check(store, place.hall)
    except FILE_FAULTS as error:
        return [Finding("database_unreadable", values={"database": place.shown, "reason": reason_of(error)})]


def _is_absent(store: Store, hall: str) -> bool:
    """A database without any hall may be about to have one; one without tables is none of ours."""
    there = halls_of(store)
    with store.reading() as connection:
        empty = schema_of(connection) is None
    return hall not in there and (empty or bool(there) or hall != THE_HALL)


def hall_absent(place: Place) -> Finding:
    """What is said of a database without the hall that is meant."""
    return Finding("hall_absent", values={"database": place.shown, "key": place.hall})


def check_folder(folder: Path) -> list[Finding]:
    """What is wrong with a data folder; changes no record in it, and a server may be running."""
    file = database_file(folder)
    found = absent(folder, file) or judge(file)
    if found is not None:
        return [found]
    stood_still = stands_still(file)
    findings = _looked_at(folder, file)
    if findings and stood_still and not stands_still(file):
        return _looked_at(folder, file)  # a server was started meanwhile, and the first look saw it write
    return findings


def _looked_at(folder: Path, file: Path) -> list[Finding]:
    try:
        with closing(Store.look(folder)) as store:
            findings = check(store)
    except FILE_FAULTS as error:
        return [unreadable(file, error)]
    short_of = cut_short(file) if any(finding.code == "database_damaged" for finding in findings) else None
    return [short_of, *findings] if short_of else findings


def _bring_home(folder: Path) -> None:
    """As far as that can be done while a server may be running; the copy stands already."""
    with suppress(*FILE_FAULTS), closing(sqlite3.connect(database_file(folder), timeout=0)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _reason(error: BaseException, language: Language) -> str:
    return say(language, f"value.reason.{reason_of(error)}")


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
    what = say(language, f"check.{finding.code}", _values(finding, language))
    if not finding.version:
        return what
    fact: dict[str, str | int] = {"version": finding.version, "kind": finding.kind, "what": what}
    return say(language, "check.about_fact", fact)


def _values(finding: Finding, language: Language) -> dict[str, str | int]:
    """With a reason in words."""
    if "reason" not in finding.values:
        return finding.values
    return {**finding.values, "reason": say(language, f"value.reason.{finding.values['reason']}")}


def _tell(
    out: TextIO | None, language: Language, code: str, values: dict[str, str | int], exit_code: int
) -> int:
    print(say(language, code, values), file=out or sys.stdout)
    return exit_code


def _options(command: str, arguments: Sequence[str], to: str = "", source: str = "") -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=f"python -m server {command}")
    add_place(parser)
    if to:
        parser.add_argument("--to", type=Path, required=True, metavar=to, help="where copies go")
    if source:
        parser.add_argument(
            "--from", dest="source", type=Path, required=True, metavar=source, help="the copy"
        )
        parser.add_argument(
            "--another-hall", action="store_true", help="though it is of another hall than the folder"
        )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the messages")
    return placed(parser, arguments, only_folders=bool(to or source))
