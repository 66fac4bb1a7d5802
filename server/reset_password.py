"""`python -m server password`: whoever has the machine may always get in again."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TextIO

from common.i18n import say
from server.clock import SystemClock
from server.live.limits import SIGN_INS, Buckets
from server.live.threads import NoThreads
from server.live.wording import refused
from server.rules.refusal import Refusal
from server.start_failure import NOT_BEGUN, why_not_begun
from server.storage.people import People
from server.storage.store import Store
from server.web.sign_in import FIRST_ADMINISTRATOR, Accounts


def main_password(arguments: Sequence[str], out: TextIO | None = None) -> int:
    """0 when the new one-time password is printed; 1 for an account that is not there."""
    parser = argparse.ArgumentParser(prog="python -m server password")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the data folder")
    parser.add_argument("--staff", default=FIRST_ADMINISTRATOR, metavar="ID", help="default: admin")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the messages")
    options = parser.parse_args(arguments)
    out, clock = out or sys.stdout, SystemClock()
    attempts = Buckets(SIGN_INS, lambda: clock.now() / 1000)
    try:
        with closing(Store.open(options.data)) as store:
            password, _ = Accounts(People(store), NoThreads(), clock, attempts).reset(options.staff)
    except Refusal as refusal:
        print(refused(refusal).text.text(options.lang), file=out)
        return 1
    except NOT_BEGUN as error:
        print(why_not_begun(error, options.data, options.lang), file=out)
        return 1
    print(say(options.lang, "serve.new_password", {"staff": options.staff, "password": password}), file=out)
    return 0
