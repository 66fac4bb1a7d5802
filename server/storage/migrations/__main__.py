"""`python -m server.storage.migrations "what it does"`: write a new migration, for a developer."""

import sys

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from server.storage.schema import MIGRATIONS, bring_up_to_date


def main(message: str) -> None:
    """Compare the newest schema with the tables in code; the script is to be read before use."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with create_engine("sqlite://").begin() as connection:
        bring_up_to_date(connection)
        config.attributes["connection"] = connection
        command.revision(config, message, autogenerate=True, rev_id=f"{_count() + 1:04}")


def _count() -> int:
    return len(list((MIGRATIONS / "versions").glob("[0-9]*.py")))


if __name__ == "__main__":
    main(sys.argv[1])
