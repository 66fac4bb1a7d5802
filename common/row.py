"""What every row of a view is made of."""

from common.messages import Message


class Row(Message):
    """Base of all rows. They hold moments, never durations."""
