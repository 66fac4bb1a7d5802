"""Askings that nobody has answered when what they are about ends: each ends with a fact of its own (AB-14, AB-18, D-5)."""

from server.rules import facts as f
from server.rules.hall import Hall
from server.rules.post_day import a_on, b_roles_of
from server.rules.setup import Setup

End = f.StandInLapsed | f.CoverCallEnded | f.OfficialLapsed


def unanswered(hall: Hall) -> list[End]:
    """The ends of all that are open, as the day closes."""
    return [
        *(f.StandInLapsed(post=post, clerk=item.clerk) for post, item in hall.stand_ins_asked.items()),
        *(
            f.CoverCallEnded(post=post, clerk=item.clerk, came=False)
            for post, item in hall.called_out.items()
        ),
        *(f.OfficialLapsed(asking=item.id, clerk=item.clerk) for item in hall.officials.values()),
    ]


def pointless(hall: Hall, setup: Setup) -> list[End]:
    """The ends of those that make no sense by `setup`: the post or the clerk is no more, or has another part in it."""
    return [fact for fact in unanswered(hall) if not _makes_sense(fact, setup, hall.day)]


def _makes_sense(fact: End, setup: Setup, day: str) -> bool:
    clerk = next((clerk for clerk in setup.clerks if clerk.id == fact.clerk), None)
    if clerk is None or isinstance(fact, f.OfficialLapsed):
        return clerk is not None
    post = next((post for post in setup.posts if post.id == fact.post), None)
    if post is None:
        return False
    a_role = a_on(setup, post, day) if day else post.a_role
    if isinstance(fact, f.CoverCallEnded):
        return clerk.outside and clerk.id in b_roles_of(post, a_role)
    return clerk.id != a_role
