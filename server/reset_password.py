"""`python -m server password`: whoever has the machine may always get in again."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import TextIO

from common.i18n import say
from server.clock import SystemClock
from server.import_hall import INSTALLER
from server.live.limits import SIGN_INS, Buckets
from server.live.threads import NoThreads
from server.live.wording import refused
from server.place_options import add_place, placed
from server.rules.refusal import Refusal
from server.start_failure import NOT_BEGUN, why_not_begun
from server.storage.command_line import hall_absent, wording
from server.storage.database_file import absent, judge
from server.storage.finding import Finding
from server.storage.people import People
from server.storage.place import Place
from server.storage.store import Store, database_file
from server.web.sign_in import FIRST_ADMINISTRATOR, Accounts


def main_password(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """0 when the new one-time password is printed, with which one can sign in: an account that was closed is opened.

    1 for an account or a hall that is not there, and while a server runs.
    """
    parser = argparse.ArgumentParser(prog="python -m server password")
    add_place(parser)
    parser.add_argument("--staff", default=FIRST_ADMINISTRATOR, metavar="ID", help="default: admin")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the messages")
    options = placed(parser, arguments)
    out, place = out or sys.stdout, options.place
    try:
        found = _absent(place)
        if found is not None:
            print(wording([found], options.lang)[0], file=out)
            return 1
        with place.hold(), closing(place.open()) as store:
            password, was_closed = _accounts(store).readmit(options.staff, INSTALLER.id)
    except Refusal as refusal:
        print(refused(refusal).text.text(options.lang), file=out)
        return 1
    except NOT_BEGUN as error:
        print(why_not_begun(error, options.place, options.lang), file=out)
        return 1
    if was_closed:
        print(say(options.lang, "serve.reopened", {"staff": options.staff}), file=out)
    print(say(options.lang, "serve.new_password", {"staff": options.staff, "password": password}), file=out)
    return 0


def _absent(place: Place) -> Finding | None:
    """Nothing is made where nothing is."""
    if place.folder is None:
        return None if place.hall in place.halls() else hall_absent(place)
    file = database_file(place.folder)
    return absent(place.folder, file) or judge(file)


def _accounts(store: Store) -> Accounts:
    clock = SystemClock()
    attempts = Buckets(SIGN_INS, lambda: clock.now() / 1000)
    return Accounts(People(store, store.hall), NoThreads(), clock, attempts)
