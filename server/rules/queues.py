"""Which queue a ticket waits in and who serves it: a line is one queue, a strict line one for each of its posts."""

from collections.abc import Mapping

from server.rules.cover import posts_served_by, window_of_line, window_of_post
from server.rules.hall import Hall, Ticket
from server.rules.hours import weekday
from server.rules.setup import Post


def queues_served_by(hall: Hall, clerk: str, also: str | None = None) -> dict[str, int]:
    """The queues that `clerk` serves now, each with how much later its claims count for this clerk, ms (AB-9).

    `also` is looked at too, though nobody waits in it yet.
    """
    posts = posts_served_by(hall, clerk)
    lines, mine = {line: 0 for post in posts for line in post.lines}, {post.id for post in posts}
    looked_at = hall.lines if also is None else [*hall.lines, also]
    return {
        queue: lines[queue.partition("@")[0]] for queue in looked_at if _is_served(hall, queue, lines, mine)
    }


def _is_served(hall: Hall, queue: str, lines: Mapping[str, int], posts: set[str]) -> bool:
    line, _, post = queue.partition("@")
    return line in lines and (not post or post in posts or keeps_nobody(hall, post))


def keeps_nobody(hall: Hall, post: str) -> bool:
    """Whether the post is closed: whoever was kept to it is served by the line's others."""
    cover = hall.covers.get(post)
    return cover is None or cover.state == "closed"


def own_post(hall: Hall, line: str) -> str | None:
    """The post of a strict line to which the next ticket is kept: fewest wait there; none in other lines."""
    if not any(item.strict for item in hall.rules.lines if item.id == line):
        return None
    posts = [post.id for post in hall.posts_of(line) if weekday(hall.day) in post.weekdays]
    return min(posts, key=lambda post: len(hall.lines.get(f"{line}@{post}", ())), default=None)


def post_for(hall: Hall, clerk: str, queue: str) -> Post:
    """The post as which `clerk` serves `queue`: a strict ticket's own before another."""
    line, _, kept_to = queue.partition("@")
    served = [post for post in posts_served_by(hall, clerk) if line in post.lines]
    return next((post for post in served if post.id == kept_to), served[0])


def window_of_ticket(hall: Hall, line: str, kept_to: str | None) -> int | None:
    """Where somebody in this queue is answered now."""
    post = next((post for post in hall.rules.posts if post.id == kept_to), None)
    return window_of_line(hall, line) if post is None else window_of_post(hall, post)


def kept_again(hall: Hall, ticket: Ticket) -> str | None:
    """For one who was carried over: the own post if it works today, else another."""
    today = {post.id for post in hall.posts_of(ticket.line) if weekday(hall.day) in post.weekdays}
    return ticket.kept_to if ticket.kept_to in today else own_post(hall, ticket.line)
