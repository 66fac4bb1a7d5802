"""espeak-ng, from the wheel `espeakng-loader`, by its C interface. Only the maker's process imports this (GPL-3.0).

Debian's 1.51 reads Mandarin digits in English; the wheel holds 1.52, which is right.
"""

from __future__ import annotations

import ctypes
from array import array

import espeakng_loader

from common.voice.sound import RATE, Samples, length_ms, trimmed
from common.words import Language

VOICES: dict[Language, str] = {"zh": "cmn", "en": "en-us"}
USUAL, SLOWEST, FASTEST = 175, 80, 300
TRIES, NEAR = 4, 0.05
"""Its rate is no measure of syllables: it is tried until the sentence has its length."""
ENGLISH_RATE = 140  # words a minute: slow, for listeners who learnt it
_TO_CALLBACK, _NO_EXIT, _UTF8 = 2, 1 << 15, 1
_RATE_PARAMETER = 1
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class SpeechFault(Exception):
    """espeak-ng cannot be used, or not for this sentence."""


class Espeak:
    """One library, for one thread."""

    def __init__(self) -> None:
        try:
            self._library = ctypes.CDLL(espeakng_loader.get_library_path())
            rate = self._library.espeak_Initialize(
                _TO_CALLBACK, 0, espeakng_loader.get_data_path().encode(), _NO_EXIT
            )
        except (OSError, RuntimeError) as fault:
            raise SpeechFault(f"espeak-ng cannot be loaded: {fault}") from fault
        if rate != RATE:
            raise SpeechFault(f"espeak-ng makes {rate} samples a second")
        self._heard = array("h")
        self._callback = _CALLBACK(self._take)  # kept: C holds no reference of its own
        self._library.espeak_SetSynthCallback(self._callback)
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p

    def speak(self, text: str, language: Language, lasts_ms: float) -> Samples:
        """Its samples, without silence around; Chinese lasts about so long."""
        self._set_voice(language)
        if language != "zh":
            return trimmed(self._spoken(text, ENGLISH_RATE))
        rate, spoken = USUAL, trimmed(self._spoken(text, USUAL))
        for _ in range(TRIES):
            if abs(length_ms(spoken) - lasts_ms) <= lasts_ms * NEAR:
                break
            rate = min(max(round(rate * length_ms(spoken) / lasts_ms), SLOWEST), FASTEST)
            spoken = trimmed(self._spoken(text, rate))
        return spoken

    def phonemes(self, text: str, language: Language) -> str:
        """How it understands `text`, in its own notation: digits are tones, (en) is a change to English."""
        self._set_voice(language)
        rest = ctypes.create_string_buffer(text.encode())
        place = ctypes.c_void_p(ctypes.addressof(rest))
        clauses = []
        while place.value:
            clauses.append(self._library.espeak_TextToPhonemes(ctypes.byref(place), _UTF8, 0).decode())
        return " ".join(clauses)

    def _set_voice(self, language: Language) -> None:
        if self._library.espeak_SetVoiceByName(VOICES[language].encode()) != 0:
            raise SpeechFault(f"espeak-ng has no voice {VOICES[language]}")

    def _spoken(self, text: str, rate: int) -> Samples:
        self._heard = array("h")
        self._library.espeak_SetParameter(_RATE_PARAMETER, rate, 0)
        raw = text.encode()
        if self._library.espeak_Synth(raw, len(raw) + 1, 0, 0, 0, _UTF8, None, None) != 0:
            raise SpeechFault("espeak-ng refused a sentence")
        self._library.espeak_Synchronize()
        return self._heard

    def _take(self, samples: ctypes._Pointer[ctypes.c_short], count: int, _events: object) -> int:
        if count > 0:
            self._heard.extend(samples[:count])
        return 0
