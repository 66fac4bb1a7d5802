"""What a set-up says to people."""

import msgspec

from common.words import Words


def all_words(part: object) -> list[Words]:
    """Every published text of a set-up, that some language lacks too."""
    if isinstance(part, Words):
        return [part]
    if isinstance(part, msgspec.Struct):
        return [words for key in part.__struct_fields__ for words in all_words(getattr(part, key))]
    return [words for item in part for words in all_words(item)] if isinstance(part, tuple) else []
