"""How long a service that is under way will still last, by how long it has lasted."""

from math import erf, log, sqrt

from common.words import Instant
from server.rules.estimate.known import mean_s, spread
from server.rules.hall import IN_HAND, Hall, Ticket

RARE = 1e-3


def left_s(hall: Hall, ticket: Ticket, at: Instant) -> float:
    """Of the ticket in hand, s: the mean of what is left of a log-normal service that has lasted so long."""
    known = hall.estimates
    mean = mean_s(known, ticket.matter, hall.rules.settings.service_min * 60)
    so_far = (ticket.hand_ms + (at - ticket.since if ticket.state in IN_HAND else 0)) / 1000
    return left_of(mean, spread(known), so_far)


def left_of(mean: float, cv: float, so_far: float) -> float:
    """E[S - s | S > s] for a log-normal S of this mean and coefficient of variation."""
    if so_far < 1.0:
        return mean
    sigma = sqrt(log(1.0 + cv * cv))
    z = (log(so_far / mean) + sigma * sigma / 2) / sigma
    beyond = _above(z)
    if beyond < RARE:
        return mean + 0.3 * so_far
    return min(mean * _above(z - sigma) / beyond - so_far, 2.0 * mean + 0.3 * so_far)


def _above(z: float) -> float:
    """The share of a standard normal above `z`."""
    return 0.5 * (1.0 - erf(z / sqrt(2.0)))
