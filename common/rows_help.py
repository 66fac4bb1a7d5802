"""The row of a kiosk at which a resident has asked for help."""

from common.row import Row
from common.words import Instant


class HelpRow(Row):
    """Table `help`, by kiosk: somebody asked for help there at `since`. `coming`: a person is on the way, `clerk` for staff (empty for kiosks).

    Nothing of the resident. It ends by itself at `until`.
    """

    id: str
    since: Instant
    until: Instant
    coming: bool = False
    clerk: str = ""
