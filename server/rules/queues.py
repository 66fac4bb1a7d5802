"""Which queue a ticket waits in and who serves it: a line is one queue, a strict line one for each of its posts."""

from collections.abc import Mapping

from server.rules.cover import window_of_line, window_of_post
from server.rules.hall import Hall, Ticket
from server.rules.post_day import works_today
from server.rules.setup import Post
from server.rules.sharing import lines_worked_by, offsets_of, posts_worked_by


def queues_served_by(hall: Hall, clerk: str, also: str | None = None) -> dict[str, int]:
    """The queues that `clerk` serves or shares now, each with how much later its claims count for this clerk, ms (AB-9).

    `also` is looked at too, though nobody waits in it yet.
    """
    posts = offsets_of(hall, clerk)
    lines = lines_worked_by(hall, clerk)
    found: dict[str, int] = {}
    for queue in hall.lines if also is None else [*hall.lines, also]:
        line, _, post = queue.partition("@")
        if line not in lines:
            continue
        if not post or keeps_nobody(hall, post):
            found[queue] = lines[line]
        elif post in posts:
            found[queue] = posts[post]
    return found


def keeps_nobody(hall: Hall, post: str) -> bool:
    """Whether the post is closed: whoever was kept to it is served by the line's others."""
    cover = hall.covers.get(post)
    return cover is None or cover.state == "closed"


def own_post(hall: Hall, line: str, coming: Mapping[str, int] | None = None) -> str | None:
    """The post of a strict line to which the next ticket is kept: fewest wait there, with those who are `coming`; none in other lines."""
    more = coming or {}
    if not any(item.strict for item in hall.rules.lines if item.id == line):
        return None
    posts = [post.id for post in hall.posts_of(line) if works_today(hall, post)]
    queues = {post: f"{line}@{post}" for post in posts}
    return min(
        posts,
        key=lambda post: len(hall.lines.get(queues[post], ())) + more.get(queues[post], 0),
        default=None,
    )


def post_for(hall: Hall, clerk: str, queue: str) -> Post:
    """The post as which `clerk` serves `queue`: a strict ticket's own before another."""
    line, _, kept_to = queue.partition("@")
    worked = [post for post in posts_worked_by(hall, clerk) if line in post.lines]
    return next((post for post in worked if post.id == kept_to), worked[0])


def window_of_ticket(hall: Hall, line: str, kept_to: str | None) -> int | None:
    """Where somebody in this queue is answered now."""
    post = next((post for post in hall.rules.posts if post.id == kept_to), None)
    return window_of_line(hall, line) if post is None else window_of_post(hall, post)


def usual_window(hall: Hall, line: str, kept_to: str | None = None) -> int | None:
    """Where this queue is answered by the set-up, whoever sits there; none where its posts are at several windows."""
    windows = {post.window for post in hall.posts_of(line) if kept_to in (None, post.id)}
    return windows.pop() if len(windows) == 1 else None


def kept_again(hall: Hall, ticket: Ticket) -> str | None:
    """For one who was carried over: the own post if it works today, else another."""
    today = {post.id for post in hall.posts_of(ticket.line) if works_today(hall, post)}
    return ticket.kept_to if ticket.kept_to in today else own_post(hall, ticket.line)
