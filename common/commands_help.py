"""A resident at a kiosk asks for a person, and somebody goes."""

from common.bounded import Id
from common.command import Command


class CallStaff(Command, tag="call_staff"):
    """请工作人员来帮我: one call for each kiosk; asked again while it is open it changes nothing."""


class GoToKiosk(Command, tag="go_to_kiosk"):
    """已去: I am on my way to the resident who asked at `kiosk`; whoever says so first goes."""

    kiosk: Id


class EndHelp(Command, tag="end_help"):
    """The resident at `kiosk` is helped, or nobody stood there."""

    kiosk: Id


HelpCommand = CallStaff | GoToKiosk | EndHelp
