"""`python -m display voice`: what clips a hall still has to record, and how a call will sound."""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from common.i18n import say
from common.voice.clips import Clips, write_clip
from common.voice.loudspeaker import Loudspeaker, MixerLoudspeaker
from common.voice.maker import Maker, Unmade
from common.voice.orders import Order
from common.voice.pieces import One, words_of
from common.voice.sound import Samples, joined, silence
from common.words import Language
from display.voice.acts import Act
from display.voice.sentences import LETTERS, WINDOWS, clips, sentence

PACE = 3.5
PAUSE_MS = 150
NUMBER = re.compile(rf"[{LETTERS}]{{1,2}}[0-9]{{1,5}}")
WINDOW = re.compile(r"[1-9][0-9]{0,2}")
WINDOWS_MOST = 999


def main(arguments: Sequence[str]) -> int:
    """0; 1 if clips are missing, or nothing can be made or heard."""
    told = _parser().parse_args(arguments)
    if told.sample is None:
        return _listed(told.folder, told.one, told.letters, told.windows)
    number, window = told.sample
    if not NUMBER.fullmatch(number) or not WINDOW.fullmatch(window):
        return _tell("bad_sample", number=number, window=window)
    act = Act("called", 0, 0, number, int(window))
    return _sample(act, told.folder, told.one, told.write, told.lang)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m display voice", description=__doc__, allow_abbrev=False)
    parser.add_argument("folder", type=Path, nargs="?", help="the hall's recorded clips (docs/voice.md)")
    parser.add_argument(
        "--list-missing", action="store_true", help="name the clips that are missing (the default)"
    )
    parser.add_argument(
        "--sample", nargs=2, metavar=("NUMBER", "WINDOW"), help='play a call: --sample "A036" 2'
    )
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the sample as a WAV file instead")
    parser.add_argument("--one", choices=get_args(One), default="yao", help="how 1 is said (default yao)")
    parser.add_argument("--lang", choices=get_args(Language), default="zh", help="of the sample")
    parser.add_argument(
        "--letters",
        default=LETTERS,
        help="those of the hall's numbers, as in ABC (default all)",
    )
    parser.add_argument(
        "--windows",
        default=str(WINDOWS),
        help=f"the highest window, up to {WINDOWS_MOST} (default {WINDOWS})",
    )
    return parser


def _letters(text: str) -> str:
    """Each once, however they are written down: abc, "A, B"; none if there are others, or none at all."""
    letters = dict.fromkeys(re.sub(r"[\s,，、]", "", text).upper())
    return "".join(letters) if set(letters) <= set(LETTERS) else ""


def _listed(folder: Path | None, one: One, letters: str, windows: str) -> int:
    if folder is None:
        return _tell("no_order", code=2)
    if not folder.is_dir():
        return _tell("no_folder", folder=str(folder))
    if not _letters(letters):
        return _tell("bad_letters", letters=letters, known=LETTERS)
    if not WINDOW.fullmatch(windows):
        return _tell("bad_windows", windows=windows, most=str(WINDOWS_MOST))
    return _missing(folder, one, _letters(letters), int(windows))


def _missing(folder: Path, one: One, letters: str, windows: int) -> int:
    """Only of the languages that have a folder; of Chinese always."""
    languages: list[Language] = ["zh", *(["en"] if (folder / "en").is_dir() else [])]  # type: ignore[list-item]
    recorded = Clips(folder)
    faults = [
        fault
        for language in languages
        for fault in recorded.missing(clips(language, one, letters, windows), language)
    ]
    faults += recorded.bad_chime()
    for fault in faults:
        print("\t".join(part for part in fault if part))
    return _tell("missing", count=str(len(faults))) if faults else _tell("complete", code=0)


def _sample(act: Act, folder: Path | None, one: One, file: Path | None, language: Language) -> int:
    maker, said = Maker(folder), sentence(act, language, one)
    print(words_of(said))
    try:
        parts = (Order(0, "zh", (), PACE), Order(1, language, said, PACE))
        chime, spoken = (maker.make(order) for order in parts)
    except Unmade as unmade:
        return _tell(unmade.fault or "failed")
    samples = joined((chime, silence(PAUSE_MS), spoken))
    if file is not None:
        try:
            write_clip(file, samples)
        except OSError as fault:
            return _tell("unwritten", file=str(file), why=str(fault))
        return 0
    return _play(samples, MixerLoudspeaker(time.monotonic, lambda _: None))


def _play(samples: Samples, loudspeaker: Loudspeaker) -> int:
    loudspeaker.look()
    if not loudspeaker.is_there:
        return _tell("no_sound")
    loudspeaker.play(samples, 1.0)
    while loudspeaker.is_busy:
        time.sleep(0.02)
    loudspeaker.close()
    return 0


def _tell(told: str, /, *, code: int = 1, **values: str) -> int:
    """One sentence in both languages."""
    for language in get_args(Language):
        print(say(language, f"voice.{told}", values), file=sys.stderr)
    return code
