"""Which letters before a number are taken for one another. Pure."""

SOUND_ALIKE = (frozenset("BDEP"), frozenset("GJ"), frozenset("MN"))
"""Through a loudspeaker."""
LOOK_ALIKE = (frozenset("UV"), frozenset("CG"), frozenset("EF"), frozenset("PR"), frozenset("KX"))
"""On thermal paper, at arm's length, without glasses."""


def confusable(one: str, other: str) -> bool:
    """Whether numbers with these letters may be taken for one another."""
    pairs = list(zip(one, other, strict=False))
    return len(one) == len(other) and all(a == b or _alike(a, b) for a, b in pairs)


def _alike(one: str, other: str) -> bool:
    return any(one in group and other in group for group in (*SOUND_ALIKE, *LOOK_ALIKE))
