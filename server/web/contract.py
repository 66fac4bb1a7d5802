"""Every route of the server with what it is sent and what it answers: /openapi.json is made of this.

A test fails when a route stands in no line here, or a line has no route.
"""

from typing import Any, Literal

import msgspec

from common.commands import Asking
from server.web import shapes as s
from server.web import shapes_cases as c
from server.web.shapes_emergency import EmergencyTold, SheetsAsked
from server.web.shapes_phone import PhoneTold
from server.web.shapes_statistics import StatisticsTold
from server.web.shapes_supervision import DayApart, SlotsOfDay

Who = Literal["anyone", "watcher", "caller", "staff", "clerk", "supervisor", "administrator"]
"""`caller`: a paired device, or whoever is signed in. `supervisor`: administrators too."""

PAGE, FILE, PLAIN = "text/html", "*/*", "text/plain"


class Route(msgspec.Struct, frozen=True):
    """One method of one path. `says` is what a 200 carries: a shape, a content type, or several of them.

    `besides`: statuses that do not follow from who may and from what is sent.
    """

    name: str
    method: Literal["get", "post"]
    path: str
    who: Who
    says: tuple[Any, ...] = ()
    asks: Any = None
    besides: tuple[int, ...] = ()

    @property
    def is_interface(self) -> bool:
        """Whether it answers with JSON only, and never with a page."""
        return self.path.startswith("/api/") or self.path in ("/pairing", "/openapi.json")

    @property
    def is_guarded(self) -> bool:
        """Whether it is a page that sends whoever is not signed in to sign in."""
        return self.who in ("clerk", "supervisor", "administrator")

    @property
    def statuses(self) -> set[int]:
        """Every status it may answer with."""
        found = {429, *self.besides} | ({200} if self.says else set())
        if self.method == "post":
            found |= {400, 403, 413, 503}
        if self.is_guarded:
            found |= {302, 401, 403} if self.method == "get" else {401, 403}
        if self.who == "caller":
            found |= {400, 401, 403, 409, 500}
        return found


ROUTES = (
    # -- the hall ---------------------------------------------------------------------------------
    Route("command", "post", "/api/commands", "caller", (s.Answered,), Asking),
    Route("view", "get", "/api/view/{audience}", "caller", (s.Seen,), besides=(404,)),
    Route("ticket", "get", "/api/tickets/{number}", "caller", (s.TicketTold,), besides=(404,)),
    Route("slots", "get", "/api/slots", "staff", (s.FreeSlots,), besides=(400, 401, 403, 409)),
    Route("board", "get", "/api/board", "anyone", (c.BoardTold,)),
    Route("board_page", "get", "/board", "anyone", (PAGE,)),
    Route("case_page", "get", "/case", "anyone", (PAGE,)),
    Route("receipt", "post", "/case/receipt", "staff", (PAGE,), c.ProgressAsked, besides=(401, 404)),
    Route("supplement", "post", "/case/supplement", "clerk", (PAGE,), c.SupplementAsked),
    Route("one_time", "post", "/case/one-time", "clerk", (PAGE,), c.OneTimeAsked),
    Route("paper", "post", "/api/papers/{paper}", "caller", (c.PaperGiven,)),
    Route("cases", "get", "/api/cases", "staff", (c.CasesListed,), besides=(400, 401, 403)),
    Route("case", "get", "/api/cases/{number}", "staff", (c.CaseTold,), besides=(401, 403, 404)),
    Route(
        "person",
        "post",
        "/api/cases/{case}/person",
        "staff",
        (c.PersonTold,),
        c.SeeingAsked,
        besides=(401, 409),
    ),
    Route(
        "case_progress",
        "post",
        "/api/case-progress",
        "anyone",
        (c.Progress,),
        c.ProgressAsked,
        besides=(404,),
    ),
    Route("phone_page", "get", "/t", "anyone", (PAGE,)),
    Route("phone", "get", "/api/phone", "anyone", (PhoneTold,), besides=(304, 404)),
    Route("document", "get", "/openapi.json", "anyone", ("application/json",)),
    Route("document_page", "get", "/api", "anyone", (PAGE,)),
    # -- signing in -------------------------------------------------------------------------------
    Route("home", "get", "/", "anyone", besides=(302,)),
    Route("sign_in_page", "get", "/sign-in", "anyone", (PAGE,)),
    Route("sign_in", "post", "/sign-in", "anyone", (s.SignedIn,), s.SignIn, besides=(302,)),
    Route("sign_out", "post", "/sign-out", "staff", (s.Accepted,), s.Nothing, besides=(302,)),
    Route("password_page", "get", "/password", "staff", (PAGE,), besides=(302,)),
    Route("password", "post", "/password", "staff", (s.SignedIn,), s.NewPassword, besides=(302, 401)),
    # -- devices ----------------------------------------------------------------------------------
    Route("pairing_asked", "post", "/pairing", "anyone", (s.PairingCode,), s.PairingAsked),
    Route("pairing", "get", "/pairing", "anyone", (s.PairingWaits | s.Paired,), besides=(404, 503)),
    # -- the counter and the supervisor -----------------------------------------------------------
    Route("counter_page", "get", "/counter/", "clerk", (PAGE,)),
    Route("note", "post", "/counter/notes/{note}", "clerk", (PLAIN,), s.Nothing, besides=(404,)),
    Route("supervisor_page", "get", "/supervisor", "supervisor", (PAGE,)),
    Route("cases_page", "get", "/supervisor/cases", "supervisor", (PAGE,)),
    Route("cover_page", "get", "/supervisor/cover", "supervisor", (PAGE,)),
    Route("intake_page", "get", "/supervisor/intake", "supervisor", (PAGE,)),
    Route("day_slots", "get", "/supervisor/slots.json", "supervisor", (SlotsOfDay,), besides=(400,)),
    Route("day_apart", "get", "/supervisor/day.json", "supervisor", (DayApart,), besides=(400,)),
    Route("tickets_page", "get", "/supervisor/tickets", "supervisor", (PAGE,), besides=(400, 404)),
    Route("attendance_page", "get", "/supervisor/attendance", "supervisor", (PAGE,), besides=(400,)),
    Route("attendance_book", "get", "/supervisor/attendance.xlsx", "supervisor", (FILE,), besides=(400,)),
    Route("emergency_page", "get", "/supervisor/emergency", "supervisor", (PAGE,)),
    Route("emergency", "get", "/supervisor/emergency.json", "supervisor", (EmergencyTold,), besides=(400,)),
    Route("emergency_sheets", "post", "/supervisor/emergency/sheets", "supervisor", (PAGE,), SheetsAsked),
    Route("emergency_notice", "get", "/supervisor/emergency/notice", "supervisor", (PAGE,), besides=(400,)),
    Route("locked", "get", "/supervisor/locked", "supervisor", (s.Locked,)),
    Route("unlock", "post", "/supervisor/unlock", "supervisor", (s.Account, PAGE), s.Staff),
    Route("clerk_closed", "post", "/supervisor/close", "supervisor", (s.Account, PAGE), s.Staff),
    Route("clerk_opened", "post", "/supervisor/open", "supervisor", (s.Account, PAGE), s.Staff),
    Route("statistics_page", "get", "/supervisor/statistics", "supervisor", (PAGE,), besides=(400, 503)),
    Route(
        "statistics",
        "get",
        "/supervisor/statistics.json",
        "supervisor",
        (StatisticsTold,),
        besides=(400, 503),
    ),
    Route("statistics_book", "get", "/supervisor/statistics.xlsx", "supervisor", (FILE,), besides=(400, 503)),
    Route("statistics_text", "get", "/supervisor/statistics.csv", "supervisor", (FILE,), besides=(400, 503)),
    Route("record_page", "get", "/supervisor/who", "supervisor", (PAGE,), besides=(400,)),
    Route("record", "get", "/supervisor/who.json", "supervisor", (s.WhoWas,), besides=(400,)),
    Route(
        "time_to_cover",
        "get",
        "/supervisor/time-to-cover.json",
        "supervisor",
        (s.TimesToCover,),
        besides=(400,),
    ),
    # -- the administrator ------------------------------------------------------------------------
    Route("admin", "get", "/admin/", "anyone", besides=(302,)),
    Route("devices_page", "get", "/admin/devices", "administrator", (PAGE,)),
    Route(
        "device_paired", "post", "/admin/devices/pair", "administrator", (s.Named, PAGE), s.PairingApproved
    ),
    Route("device_revoked", "post", "/admin/devices/revoke", "administrator", (s.Named, PAGE), s.Device),
    Route("staff_page", "get", "/admin/staff", "administrator", (PAGE,)),
    Route("staff_created", "post", "/admin/staff", "administrator", (s.NewAccount, PAGE), s.StaffRoles),
    Route("staff_password", "post", "/admin/staff/password", "administrator", (s.NewSecret, PAGE), s.Staff),
    Route("staff_roles", "post", "/admin/staff/roles", "administrator", (s.Account, PAGE), s.StaffRoles),
    Route("staff_unlocked", "post", "/admin/staff/unlock", "administrator", (s.Account, PAGE), s.Staff),
    Route("staff_closed", "post", "/admin/staff/close", "administrator", (s.Account, PAGE), s.Staff),
    Route("staff_opened", "post", "/admin/staff/open", "administrator", (s.Account, PAGE), s.Staff),
    Route("hall_page", "get", "/admin/hall", "administrator", (PAGE,)),
    Route("hall", "post", "/admin/hall", "administrator", (s.HallExamined, PAGE), s.HallFile, besides=(500,)),
    Route("backup_page", "get", "/admin/backup", "administrator", (PAGE,)),
    Route("backup", "post", "/admin/backup", "administrator", (s.Copied, PAGE), s.Nothing, besides=(500,)),
    Route("clock_page", "get", "/admin/clock", "administrator", (PAGE,)),
    Route("clock", "post", "/admin/clock", "administrator", (s.Accepted, PAGE), s.Nothing, besides=(500,)),
    # -- the machine ------------------------------------------------------------------------------
    Route("healthz", "get", "/healthz", "anyone", (s.Health,), besides=(503,)),
    Route("metrics", "get", "/metrics", "watcher", (PLAIN,), besides=(403,)),
    # -- files ------------------------------------------------------------------------------------
    Route("icon", "get", "/favicon.ico", "anyone", besides=(204,)),
    Route("web_file", "get", "/web/{path}", "anyone", (FILE,), besides=(304, 404)),
    Route("vendor_file", "get", "/vendor/{path}", "anyone", (FILE,), besides=(304, 404)),
    Route("server_file", "get", "/static/{filename}", "anyone", (FILE,), besides=(304, 404)),
    Route("counter_file", "get", "/counter/static/{filename}", "clerk", (FILE,), besides=(304, 404)),
)
