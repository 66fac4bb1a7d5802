"""Code 128 (ISO/IEC 15417): the number of a ticket for a scanner that types like a keyboard. Pure."""

from __future__ import annotations

import re

QUIET_MODULES = 10
_CODE_C, _START_B, _STOP = 99, 104, 106
_PATTERNS = [
    "212222",
    "222122",
    "222221",
    "121223",
    "121322",
    "131222",
    "122213",
    "122312",
    "132212",
    "221213",
    "221312",
    "231212",
    "112232",
    "122132",
    "122231",
    "113222",
    "123122",
    "123221",
    "223211",
    "221132",
    "221231",
    "213212",
    "223112",
    "312131",
    "311222",
    "321122",
    "321221",
    "312212",
    "322112",
    "322211",
    "212123",
    "212321",
    "232121",
    "111323",
    "131123",
    "131321",
    "112313",
    "132113",
    "132311",
    "211313",
    "231113",
    "231311",
    "112133",
    "112331",
    "132131",
    "113123",
    "113321",
    "133121",
    "313121",
    "211331",
    "231131",
    "213113",
    "213311",
    "213131",
    "311123",
    "311321",
    "331121",
    "312113",
    "312311",
    "332111",
    "314111",
    "221411",
    "431111",
    "111224",
    "111422",
    "121124",
    "121421",
    "141122",
    "141221",
    "112214",
    "112412",
    "122114",
    "122411",
    "142112",
    "142211",
    "241211",
    "221114",
    "413111",
    "241112",
    "134111",
    "111242",
    "121142",
    "121241",
    "114212",
    "124112",
    "124211",
    "411212",
    "421112",
    "421211",
    "212141",
    "214121",
    "412121",
    "111143",
    "111341",
    "131141",
    "114113",
    "114311",
    "411113",
    "411311",
    "113141",
    "114131",
    "311141",
    "411131",
    "211412",
    "211214",
    "211232",
    "2331112",
]
_PARTS = re.compile(r"(.*?)((?:\d\d)*)", re.ASCII)


def bars(text: str) -> list[bool]:
    """One value per module, ink or none, without the quiet zones. `text` is printable ASCII.

    The digits at its end go two in a symbol (set C), what stands before them one by one (set B).
    """
    symbols = _symbols(text)
    check = (symbols[0] + sum(at * symbol for at, symbol in enumerate(symbols))) % 103
    modules: list[bool] = []
    for symbol in (*symbols, check, _STOP):
        for at, width in enumerate(_PATTERNS[symbol]):
            modules += [at % 2 == 0] * int(width)
    return modules


def _symbols(text: str) -> list[int]:
    found = _PARTS.fullmatch(text)
    single, pairs = (found[1], found[2]) if found else (text, "")
    symbols = [_START_B, *(ord(letter) - 32 for letter in single)]
    if pairs:
        symbols += [_CODE_C, *(int(pairs[at : at + 2]) for at in range(0, len(pairs), 2))]
    return symbols
