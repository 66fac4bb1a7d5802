"""What somebody typed as a case's number or secret, as the receipt has it: 2026 0001 or ２０２６－０００１ is 2026-0001. Pure."""

import re

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_PARTS = re.compile(r"\{year\}|\{n(?::0([1-9]))?\}")
LONGEST = 80


def secret_as_written(typed: str) -> str:
    """Digits, whatever width they have, without the spaces between them."""
    return "".join(_narrow(typed).split())


def number_as_written(typed: str, pattern: str) -> str:
    """By the `pattern` of the hall's numbers, what stands between year and counter being left out or a space; what does not fit it as it is."""
    if len(typed) > LONGEST:
        return typed
    expression, end = "", 0
    for part in _PARTS.finditer(pattern):
        expression += _loose(pattern[end : part.start()]) + (
            r"(\d{4})" if part[0] == "{year}" else r"(\d{1,9})"
        )
        end = part.end()
    found = re.fullmatch(expression + _loose(pattern[end:]), _narrow(typed).strip(), re.ASCII | re.IGNORECASE)
    if found is None:
        return typed.strip()
    filled = iter(found.groups())
    return _PARTS.sub(lambda part: next(filled).zfill(int(part[1] or 1)), pattern)


def _narrow(text: str) -> str:
    return text.translate(_DASHES).translate(_WIDE).replace("\u3000", " ")


def _loose(text: str) -> str:
    """Each character of it, once, more often (——) or not at all, and spaces around it."""
    return r"\s*" + "".join(rf"(?:{re.escape(one)})*\s*" for one in _narrow(text) if not one.isspace())
