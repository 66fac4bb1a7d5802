"""A harder hall: a line that two posts serve, matters that share a line, several Bs, rotas, stricter figures."""

import msgspec

from server.rules.setup import Clerk, Line, Matter, Post, PriorityClass, Settings, Setup, Window
from tests.rules.street import small_setup, words


def shared_setup(**settings: object) -> Setup:
    """Line r: posts pr (A1, window 1) and pq (A4, window 4); A1 has two lines.

    Post pt works on Mondays and Wednesdays only; A3 has Tuesdays off; cover of ps is at A's window.
    """
    figures = Settings(recall_limit=1, re_entry_behind=2, numbers_over_break=False, call_next_finishes=False)
    everybody = tuple(range(1, 8))
    posts = (
        ("pr", 1, "A1", ("A2", "A3", "A4"), ("r", "u"), everybody),
        ("pq", 4, "A4", ("A2",), ("r",), everybody),
        ("ps", 2, "A2", ("A1", "A4"), ("s",), everybody),
        ("pt", 3, "A3", ("A1",), ("t",), (1, 3)),
    )
    return small_setup(
        settings=msgspec.structs.replace(figures, **settings),
        lines=tuple(Line(id=name, name=words(name), prefix=name.upper()) for name in "rstu"),
        matters=tuple(
            Matter(id=name, name=words(name), department="d", line=line)
            for name, line in (("mr", "r"), ("mr2", "r"), ("ms", "s"), ("mt", "t"), ("mu", "u"))
        ),
        windows=tuple(Window(number=n, name=words(f"{n}号"), department="d") for n in range(1, 5)),
        posts=tuple(
            Post(
                id=post,
                name=words(post),
                window=window,
                a_role=a_role,
                b_roles=b_roles,
                lines=lines,
                weekdays=weekdays,
                cover_at="a_window" if post == "ps" else "b_window",
            )
            for post, window, a_role, b_roles, lines, weekdays in posts
        ),
        clerks=tuple(
            Clerk(
                id=name,
                title=words("办事员"),
                department="d",
                weekdays=(1, 3, 4, 5, 6, 7) if name == "A3" else everybody,
                may_pick=name in ("A1", "A4"),
            )
            for name in ("A1", "A2", "A3", "A4")
        ),
        priorities=(
            PriorityClass(id="elder", name=words("老年人"), head_start_min=30),
            PriorityClass(id="soldier", name=words("军人"), head_start_min=5),
        ),
    )
