"""`python -m server COMMAND …`: the server, and an administrator's commands on its data."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple

from server.hidden_password import without_password


class Command(NamedTuple):
    """Loaded when asked for: a check needs no web server."""

    module: str
    function: str
    what: str


COMMANDS = {
    "serve": Command("server.serve", "main_serve", "serve a hall"),
    "check-hall": Command("server.check_hall", "main_check_hall", "say what is wrong with a hall's file"),
    "import-hall": Command(
        "server.import_hall", "main_import_hall", "bring a hall's file into force while no server runs"
    ),
    "password": Command(
        "server.reset_password", "main_password", "a new one-time password: no lock-out, account enabled"
    ),
    "move": Command("server.move_hall", "main_move", "take a hall from a data folder to PostgreSQL"),
    "check": Command("server.storage.command_line", "main_check", "verify a data folder"),
    "backup": Command("server.storage.command_line", "main_backup", "copy the database"),
    "restore": Command("server.storage.command_line", "main_restore", "put a copy in place"),
}


def main(arguments: Sequence[str]) -> int:
    """Exit code of the command; 2 for one that does not exist."""
    if not arguments or arguments[0] not in COMMANDS:
        told = "\n".join(f"  {name:<12} {command.what}" for name, command in COMMANDS.items())
        print(f"usage: python -m server COMMAND …\n\n{told}", file=sys.stderr)
        return 2
    command = COMMANDS[arguments[0]]
    run = getattr(import_module(command.module), command.function)
    return int(run(arguments[1:]))


def _hide_password() -> None:
    """Begin again without the password that stands on the command line, for all to read who list the processes.

    Windows shows command lines to their owner and to administrators only, and cannot replace a program by itself.
    """
    hidden = without_password(sys.argv[1:])
    if hidden is not None and os.name != "nt":
        arguments, environ = hidden
        os.execve(sys.executable, [sys.executable, "-m", "server", *arguments], environ)  # noqa: S606


if __name__ == "__main__":
    _hide_password()
    sys.exit(main(sys.argv[1:]))
