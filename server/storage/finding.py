"""What `check` finds: a code with its values, and the fact that it is about."""

from typing import Literal

import msgspec

Code = Literal[
    "apply_fails", "checkpoint_differs", "database_damaged", "database_unreadable", "file_cut_short", "file_empty", "file_missing",
    "file_unreadable", "hall_absent", "hall_differs", "hash_differs", "key_missing", "kind_differs", "no_database", "no_folder",
    "not_a_database", "not_a_hall", "periods_overlap", "row_differs", "row_missing", "row_unexpected",
    "schema_differs", "text_differs", "text_gone", "text_kept", "text_missing", "text_unexpected", "time_backwards", "unreadable",
    "version_missing",
]  # fmt: skip


class Finding(msgspec.Struct, frozen=True):
    """`version` and `kind` name the fact; version 0: not about one fact. Words are put to it at the edge."""

    code: Code
    version: int = 0
    kind: str = ""
    values: dict[str, str | int] = {}
