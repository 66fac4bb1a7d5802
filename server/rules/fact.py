"""What every fact is made of."""

from typing import dataclass_transform

import msgspec


# Type checkers do not pass frozen on to subclasses by themselves, msgspec does.
@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Fact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="fact"):
    """Base of all facts."""

    VERSION = 1


class Sealed(msgspec.Struct, frozen=True):
    """A private text's name and the salted SHA-256 commitment of it (hex)."""

    id: str
    commitment: str
