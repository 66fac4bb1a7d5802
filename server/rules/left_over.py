"""Who waits longest, and who still waits when a post's own hours are over."""

from common.words import Instant
from server.rules.hall import Hall
from server.rules.place import oldest_of_line
from server.rules.post_day import last_end
from server.rules.setup import Post


def oldest_of_post(hall: Hall, post: Post) -> Instant | None:
    """The same over all lines of a post."""
    found = (oldest_of_line(hall, line) for line in post.lines if hall.waiting_in(line))
    return min((moment for moment in found if moment is not None), default=None)


def left_over(hall: Hall, post: Post, at: Instant) -> bool:
    """Whether somebody came before the post's own hours ended and waits still, in line or put aside."""
    ended = last_end(hall, post, at)
    if ended is None:
        return False
    oldest = oldest_of_post(hall, post)
    if oldest is not None and oldest < ended:
        return True
    return any(hall.tickets[ticket].post == post.id for ticket in hall.held)
