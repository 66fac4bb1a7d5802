"""Sentences of the demo: what to know before its day, and after one that came out poorly."""

from collections.abc import Sequence
from datetime import timedelta

from bench.day.leaks import Leak
from bench.day.record import Figures
from bench.day.timetable import Timetable
from bench.demo_options import Options
from server.rules.hours import is_open_day
from server.rules.setup import Setup

LEAKS_TOLD = 5
WINDOWS_OPEN = "  windows     two kiosks and the wall are open on this screen"


def where_to_look(server: str, page: str, visitor: str, password: str) -> list[str]:
    """Addresses, and how to sign in."""
    return [
        f"  pictures    {page}   画面：大屏与取号机，随时更新 (kiosks and wall, live)",
        f"  server      {server}   登录 sign in: A01 … A09 窗口人员 clerks, {visitor} 督查 supervisor; 口令 password {password}",
        f"  counter     {server}/counter/      supervisor  {server}/supervisor",
        f"  board       {server}/board   办件公示，人人可看 (cases, for everybody)",
    ]


def told_leaks(leaks: Sequence[Leak]) -> list[str]:
    """Where a resident's name, number or phone stood in public: invented ones, so they can be told."""
    return [f"Leaked in {leak.where}: {leak.secret} in {leak.beside}" for leak in leaks[:LEAKS_TOLD]]


def told_first(options: Options, setup: Setup, day: Timetable) -> list[str]:
    """That the calendar has the hall closed, and that the day begins at another hour than was asked for."""
    return [*_day_off(options, setup), *_other_hour(options, day)]


def _day_off(options: Options, setup: Setup) -> list[str]:
    wanted, hours = options.day, setup.hours
    if is_open_day(hours, wanted.isoformat()):
        return []
    ahead = (wanted + timedelta(days=number) for number in range(1, 15))
    works = next((day for day in ahead if is_open_day(hours, day.isoformat())), None)
    other = f" The next working day: DATE={works}" if works else ""
    return [
        f"By its calendar the hall is closed on {wanted:%A}, {wanted}: the supervisor opens it by hand.{other}"
    ]


def _other_hour(options: Options, day: Timetable) -> list[str]:
    """A short day lies between the calendar's end and midnight."""
    begins = day.clock(day.start)
    if begins == options.start:
        return []
    why = (
        "midnight ends a hall's day, and the short day has to be over by then"
        if begins < options.start
        else "the short day comes after the calendar's own"
    )
    return [f"The day begins at {begins}, not at {options.start}: {why}."]


def told_last(figures: Figures, options: Options) -> list[str]:
    """What the day came to, and where it can be looked at, in both languages."""
    seen, covered = figures.called - figures.missed_by_wall, figures.takeovers
    told = [
        f"这一天：取号 {figures.issued}，叫号 {figures.called}，其中 {seen} 次上了大屏；B岗顶岗 {covered} 次。",
        f"The day: {figures.issued} numbers, {figures.called} calls, {seen} of them seen on the wall; B covered {covered} times.",
    ]
    if options.data:
        told += [
            f"数据留在 {options.data}：数据库、纸票（kiosk-*-papers）、日志（*.log）、大屏记录（wall.trace）。",
            f"Kept in {options.data}: database, papers (kiosk-*-papers), logs (*.log), what the wall showed (wall.trace).",
            f"  python -m server check --data {options.data}",
        ]
    return told


def too_fast(figures: Figures, options: Options) -> list[str]:
    """Of a whole day: that it is not the one that was asked for, since the machine did not keep up."""
    told = []
    if figures.fell_behind:
        told.append(f"Of {figures.came} residents who came only {figures.issued} got a number.")
    if figures.waiting:
        told.append(f"{figures.waiting} still waited when the day was given up, long after its end.")
    if not told:
        return []
    slower = f"FOR={options.for_s * 2:g}" if options.for_s is not None else f"PACE={options.pace / 2:g}"
    return [*told, f"This machine was too slow for {figures.pace:.0f}× time just now. Try {slower}"]
