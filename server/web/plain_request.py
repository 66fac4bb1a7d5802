"""A request as pages read it: what is no text is not there."""

from flask import Request
from werkzeug.datastructures import MultiDict
from werkzeug.utils import cached_property


class PlainRequest(Request):
    """Werkzeug would fail on bytes that are no UTF-8, wherever they are first looked at."""

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """What the address asks for behind its question mark."""
        try:
            return super().args
        except UnicodeError:
            return self.parameter_storage_class()
