"""`python -m server password`: whoever has the machine may always get in again."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TextIO

from common.i18n import say
from server.clock import SystemClock
from server.import_hall import INSTALLER
from server.live.limits import SIGN_INS, Buckets
from server.live.threads import NoThreads
from server.live.wording import refused
from server.rules.refusal import Refusal
from server.start_failure import NOT_BEGUN, why_not_begun
from server.storage.command_line import wording
from server.storage.database_file import absent, judge
from server.storage.guard import hold
from server.storage.people import People
from server.storage.store import Store, database_file
from server.web.sign_in import FIRST_ADMINISTRATOR, Accounts


def main_password(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """0 when the new one-time password is printed, with which one can sign in: an account that was closed is opened.

    1 for an account or a hall that is not there, and while a server runs.
    """
    parser = argparse.ArgumentParser(prog="python -m server password")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the data folder")
    parser.add_argument("--staff", default=FIRST_ADMINISTRATOR, metavar="ID", help="default: admin")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the messages")
    options = parser.parse_args(arguments)
    out, file = out or sys.stdout, database_file(options.data)
    found = absent(options.data, file) or judge(file)
    if found is not None:
        print(wording([found], options.lang)[0], file=out)
        return 1
    try:
        with hold(options.data), closing(Store.open(options.data)) as store:
            password, was_closed = _accounts(store).readmit(options.staff, INSTALLER.id)
    except Refusal as refusal:
        print(refused(refusal).text.text(options.lang), file=out)
        return 1
    except NOT_BEGUN as error:
        print(why_not_begun(error, options.data, options.lang), file=out)
        return 1
    if was_closed:
        print(say(options.lang, "serve.reopened", {"staff": options.staff}), file=out)
    print(say(options.lang, "serve.new_password", {"staff": options.staff, "password": password}), file=out)
    return 0


def _accounts(store: Store) -> Accounts:
    clock = SystemClock()
    attempts = Buckets(SIGN_INS, lambda: clock.now() / 1000)
    return Accounts(People(store), NoThreads(), clock, attempts)
