"""Which cases a clerk may read (S-5): what the job needs; of any other, what everybody sees on the boards."""

from typing import NamedTuple

from server.rules.cover import posts_served_by
from server.rules.hall import Hall
from server.rules.planned import clerk_of
from server.rules.post_day import a_today


class Reach(NamedTuple):
    """The cases of the department, of posts and matters that the clerk serves or covers now, and `cases` by id:
    those that the clerk carries as agent, and the joint ones of which a part is among the others.
    """

    clerk: str
    department: str
    posts: tuple[str, ...]
    matters: tuple[str, ...]
    cases: tuple[int, ...]


def reach_of(hall: Hall, clerk: str) -> Reach:
    """Now: it ends with a cover (AB-16)."""
    person = clerk_of(hall, clerk)
    department = person.department if person is not None else ""
    posts = {post.id: post for post in posts_served_by(hall, clerk)}
    posts |= {post.id: post for post in hall.rules.posts if a_today(hall, post) == clerk}
    lines = {line for post in posts.values() for line in post.lines}
    matters = {matter.id for matter in hall.rules.matters if matter.line in lines}
    cases: set[int] = set()
    for case in hall.cases.open.values():
        mine = case.department == department or case.clerk == clerk or case.post in posts
        if case.agent == clerk:
            cases.add(case.id)
        if mine and case.part_of is not None:
            cases.add(case.part_of)
    return Reach(clerk, department, tuple(posts), tuple(matters), tuple(sorted(cases)))
