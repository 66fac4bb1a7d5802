"""The code before the service menu, and the language that sessions start in: kept beside the token, the code as a salted hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from pathlib import Path

import msgspec

from common.durable import KeptFile
from common.words import Language

DIGITS = (4, 8)
NONE = "none"
"""What takes the code back."""


class _Kept(msgspec.Struct):
    salt: str = ""
    hash: str = ""
    language: Language | None = None


def is_code(text: str) -> bool:
    """Four to eight digits, or the word that takes the code back."""
    return text == NONE or (text.isascii() and text.isdecimal() and DIGITS[0] <= len(text) <= DIGITS[1])


class ServiceFile:
    """Without a `file` all is forgotten at the end. One that cannot be read or written is reported, and no more."""

    def __init__(self, file: Path | None = None, report: Callable[[str], None] = lambda _: None) -> None:
        self._disk = KeptFile(file, _Kept, report)
        self._kept = self._disk.read()

    @property
    def has_code(self) -> bool:
        """Without one there is no menu."""
        return bool(self._kept.hash)

    @property
    def language(self) -> Language | None:
        """The language that was set here; none: nobody did."""
        return self._kept.language

    def set_code(self, code: str) -> None:
        """From now on that one; the same one again is no change."""
        if code == NONE:
            self._keep(msgspec.structs.replace(self._kept, salt="", hash=""))
        elif not self.opens(code):
            salt = secrets.token_hex(16)
            self._keep(msgspec.structs.replace(self._kept, salt=salt, hash=_hash(code, salt)))

    def set_language(self, language: Language) -> None:
        """Sessions start in it from now on."""
        self._keep(msgspec.structs.replace(self._kept, language=language))

    def opens(self, typed: str) -> bool:
        """Is that the code?"""
        return self.has_code and hmac.compare_digest(_hash(typed, self._kept.salt), self._kept.hash)

    def _keep(self, kept: _Kept) -> None:
        if kept != self._kept:
            self._kept = kept
            self._disk.write(kept)


def _hash(code: str, salt: str) -> str:
    return hashlib.scrypt(code.encode(), salt=salt.encode(), n=2**14, r=8, p=1, maxmem=2**26).hex()
