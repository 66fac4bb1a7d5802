"""Whoever files an application: invented, with a name of every kind, a phone and an identity number that nobody has."""

from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import NamedTuple

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗" + "仉逄邸缪笪禚昝亓"
COMPOUND = ("欧阳", "司马", "诸葛", "上官", "尉迟", "令狐")
GIVEN = "秀英桂芳建国玉兰德福春梅志强淑珍永祥翠萍开泰雨桐沛霖懿轩"
MINORITY = ("阿依古丽·买买提", "扎西·多吉坚赞", "吾守尔·依米提", "德吉卓玛·次仁")
COMPANIES = ("青禾沃野种植专业合作社", "云岫竹编有限公司", "稻香源农机服务部", "石亭江畔示例小吃店")
LATIN = ("Oskar Lindqvist-Muster", "María del Mar Ejemplo", "Jean-Baptiste O’Exemple")
LIKE_KINDS = ("欧阳建会", "司马国校", "阿布都会", "上官文院", "买买提·热西会", "王会")
"""Persons whose last character is that of an organisation."""
SINGLE = ("嬴", "芈", "姒")
PHONE, AREA = "1990000", "000000"
"""No number begins so, no place has that code."""
ODD = 0.25
AGENTS = 10
"""So many more at most have somebody hand in for them."""


class Person(NamedTuple):
    """What only staff may read, after saying why (S-5)."""

    name: str
    phone: str
    identity: str

    @property
    def contact(self) -> str:
        """As a clerk types it."""
        return f"{self.phone} 身份证{self.identity}"

    @property
    def secrets(self) -> tuple[str, str, str]:
        """None of them is ever public (P-2)."""
        return self


def persons(random: Random) -> Iterator[Person]:
    """One after the other, without end."""
    while True:
        born = f"{random.randint(1940, 2005)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
        identity = f"{AREA}{born}{random.randint(0, 999):03}{random.choice('0123456789X')}"
        yield Person(_name(random), f"{PHONE}{random.randint(0, 9999):04}", identity)


def drawn(seed: int, residents: int) -> list[Person]:
    """Enough for a day."""
    return list(islice(persons(Random(f"{seed} persons")), residents + AGENTS))


def _name(random: Random) -> str:
    """Most have a surname and one or two characters more; one in four a name that is easily masked wrong."""
    given = "".join(random.sample(GIVEN, random.choice((1, 2, 2, 2))))
    plain = random.choice(SURNAMES) + given
    odd = (
        random.choice(COMPOUND) + given,
        random.choice(MINORITY),
        random.choice(COMPANIES),
        random.choice(LATIN),
        random.choice(LIKE_KINDS),
        random.choice(SINGLE),
        random.choice(SURNAMES) + given * 66,  # 200 characters are allowed
    )
    return random.choices(odd, (3, 2, 2, 2, 2, 1, 1))[0] if random.random() < ODD else plain
