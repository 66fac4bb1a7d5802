"""Alembic's way in. The connection is the caller's, in the caller's transaction.

To write a new migration: `python -m server.storage.migrations "what it does"`, from a checkout.
"""

from alembic import context

from server.storage import people_tables
from server.storage.tables import metadata

assert people_tables.staff.metadata is metadata  # both files fill one metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
