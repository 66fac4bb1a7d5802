"""`python -m server COMMAND …`: the server, and an administrator's commands on its data."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple


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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
