"""A refusal: a command that changes nothing, with a code and values; words are put to it at the edge."""


class Refusal(Exception):
    """Raised by `decide` before anything has changed. `code` names the text `refusal.CODE`."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
