"""What is refused of calls for help at a kiosk, and of numbers taken too fast."""

from collections.abc import Callable

from common import commands_help as h
from tests.rules.situations import A1, A2, Asked, after, closed
from tests.rules.street import KIOSK, morning

HERE = KIOSK.id

HELP_SITUATIONS: dict[str, list[tuple[str, Callable[[], Asked]]]] = {
    "CallStaff": [("hall_closed", lambda: (closed(), KIOSK, h.CallStaff()))],
    "GoToKiosk": [
        ("no_help_asked", lambda: (morning(), A1, h.GoToKiosk(kiosk=HERE))),
        (
            "help_coming",
            lambda: (
                after(morning(), (KIOSK, h.CallStaff()), (A2, h.GoToKiosk(kiosk=HERE))),
                A1,
                h.GoToKiosk(kiosk=HERE),
            ),
        ),
    ],
    "EndHelp": [("no_help_asked", lambda: (morning(), A1, h.EndHelp(kiosk=HERE)))],
}
