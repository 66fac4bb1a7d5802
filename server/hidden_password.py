"""A password in `--database URL`, taken off the command line into the environment."""

import os
from collections.abc import Mapping, Sequence

VARIABLE = "JIAOHAO_DATABASE"
"""The URL may stand in the environment, where only the account's own programs and the administrator read it."""


def without_password(
    arguments: Sequence[str], environ: Mapping[str, str] = os.environ
) -> tuple[list[str], dict[str, str]] | None:
    """Arguments and environment in which a URL's password cannot be read by whoever lists the processes.

    None: there is nothing to hide.
    """
    kept, hidden = [], None
    rest = iter(arguments)
    for argument in rest:
        name, equals, value = argument.partition("=")
        # argparse takes a beginning for the whole
        if len(name) > len("--data") and "--database".startswith(name):
            url = value if equals else next(rest, "")
            if _has_password(url):
                hidden = url
                continue
            kept += [argument] if equals else [argument, url]
        else:
            kept.append(argument)
    return None if hidden is None else (kept, {**environ, VARIABLE: hidden})


def _has_password(url: str) -> bool:
    """Also where it is no URL: what looks like a password is treated as one."""
    before, at, _ = url.partition("://")[2].partition("@")
    return bool(at and before.partition(":")[2]) or "password=" in url
