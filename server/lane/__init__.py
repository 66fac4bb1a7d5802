"""The write lane: the only way to change a hall."""

from server.lane.asking import Ask, Reply, Unknown
from server.lane.batch import Batch
from server.lane.chores import Chores
from server.lane.copies import Copies
from server.lane.elsewhere import Elsewhere, Work, here
from server.lane.lane import Lane

__all__ = ["Ask", "Batch", "Chores", "Copies", "Elsewhere", "Lane", "Reply", "Unknown", "Work", "here"]
