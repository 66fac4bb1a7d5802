"""Where a ticket goes from a window: to another matter's line, to its next stop, or nowhere any more."""

from server.rules import facts as f
from server.rules.decision import matter_of
from server.rules.hall import Hall, Key, Ticket
from server.rules.queues import own_post
from server.rules.setup import Matter
from server.rules.way import Stop


def done(hall: Hall, ticket: Ticket) -> f.ServiceFinished | f.TicketWentOn:
    """The service is over: the ticket is finished, or goes on to its next stop."""
    if not ticket.then:
        return f.ServiceFinished(ticket=ticket.id)
    stop = ticket.then[0]
    matter = matter_of(hall, stop.matter)
    return f.TicketWentOn(
        ticket=ticket.id,
        matter=matter.id,
        line=matter.line,
        claim=ticket.claim if stop.claim is None else stop.claim,
        placed=hall.version + 1,
        then=ticket.then[1:],
        kept_to=_kept_to(hall, matter, stop),
        back=stop.back_to is not None,
    )


def transferred(hall: Hall, ticket: Ticket, matter: Matter, *, back: bool) -> f.TicketTransferred:
    """Another matter's line; number and claim are kept (F-2), and with `back` this post follows (Q-12)."""
    stop = _return_to(ticket, matter)
    then = ticket.then if stop is None else ticket.then[1:]
    here = (Stop(ticket.matter, back_to=ticket.post),) if back else ()
    return f.TicketTransferred(
        ticket=ticket.id,
        matter=matter.id,
        line=matter.line,
        claim=ticket.claim,
        placed=hall.version + 1,
        then=(*here, *then),
        kept_to=_kept_to(hall, matter, stop),
    )


def _return_to(ticket: Ticket, matter: Matter) -> Stop | None:
    """A transfer to where the ticket was sent from is the return itself."""
    next_stop = ticket.then[0] if ticket.then else None
    return next_stop if next_stop and next_stop.back_to and next_stop.matter == matter.id else None


def _kept_to(hall: Hall, matter: Matter, stop: Stop | None) -> str | None:
    """In a strict line a return goes to the post that it came from."""
    post = own_post(hall, matter.line)
    if post is None or stop is None or stop.back_to is None:
        return post
    return stop.back_to if stop.back_to in {item.id for item in hall.posts_of(matter.line)} else post


def joining(fact: f.Fact) -> tuple[str, Key] | None:
    """The place that a ticket takes which goes on; none if it is finished."""
    if not isinstance(fact, f.TicketWentOn):
        return None
    queue = fact.line if fact.kept_to is None else f"{fact.line}@{fact.kept_to}"
    return queue, (fact.claim, fact.placed, fact.ticket)
