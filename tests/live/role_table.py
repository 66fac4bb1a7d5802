"""Who may what: every command, every page and every view of the hall, by role. Written by hand.

The columns of each cell: anonymous, kiosk, display, clerk (A1), supervisor, administrator. `test_roles.py` asks each of them
over the real application, and fails when a command, a route or a view stands nowhere in here.
"""

from common import commands as c
from common import commands_cover as v
from common import commands_place as p

COLUMNS = ("anonymous", "kiosk", "display", "clerk", "supervisor", "administrator")

# "+": the rules are asked, and may still refuse it for other reasons. "-": not by this role.
COMMANDS: dict[str, list[c.ClientCommand]] = {
    # anonymous kiosk display clerk supervisor administrator
    "- - - - + +": [
        c.OpenHall(),
        c.PauseHall(reason="power"),
        c.ResumeHall(reason="power"),
        c.StopNumbers(),
        c.CloseDay(),
        c.NameStandIn(post="pr", clerk="A4", reason="overload"),
        c.EndStandIn(post="pr", clerk="A4"),
        v.TakeBackStandIn(post="pr", clerk="A4"),
        c.RecordLeave(clerk="A1", since=0, until=1),
        c.EndLeave(clerk="A1", until=1),
        p.CloseMatter(matter="mr"),
        p.ReopenMatter(matter="mr"),
        p.CloseLine(line="r"),
        p.ReopenLine(line="r"),
        p.SetQuota(matter="mr"),
        v.AnswerOfficial(asking=1, agree=True),
        v.CheckSpot(window=1),
    ],
    "- + - - + +": [c.VoidTicket(ticket=1)],
    "- + - + + +": [
        c.IssueTicket(matter="mr"),
        c.WithdrawTicket(ticket=1),
        c.ReEnter(ticket=1),
        p.StepBack(ticket=1),
        p.CheckIn(code="000000"),
    ],
    "- - - + + +": [
        p.GrantSpecial(ticket=1, reason="frail"),
        p.BookAppointment(matter="mr", slot=0),
        p.CancelAppointment(appointment=1),
        v.AnswerCall(post="pr"),
        v.MarkContacted(item=1),
    ],
    "- - - + - -": [
        c.CallNext(),
        c.CallThis(ticket=1),
        c.Recall(ticket=1),
        c.StartService(ticket=1),
        c.FinishService(ticket=1),
        c.HoldTicket(ticket=1),
        c.ResumeTicket(ticket=1),
        c.TransferTicket(ticket=1, matter="ms"),
        c.MarkNoShow(ticket=1),
        c.Undo(ticket=1),
        c.SitDown(window=1),
        c.StandUp(),
        c.StepAway(reason="meal"),
        c.ComeBack(),
        c.HandOver(reason="meal"),
        c.AcknowledgeHandover(handover=1),
        v.AnswerStandIn(post="pr", accept=True),
        v.AskOfficial(reason="errand", until=1),
        v.CancelOfficial(asking=1),
        v.RecordUnfinished(ticket=1, reason="papers"),
        p.AddMatter(ticket=1, matter="ms"),
    ],
    "- + + - - -": [c.ReportDevice(fault="paper_out")],
}

VIEWS = {
    # anonymous kiosk display clerk supervisor administrator
    "wall":       "401 200 200 200 200 200",
    "window:1":   "401 403 200 200 200 200",
    "kiosk":      "401 200 403 403 200 200",
    "clerk":      "401 403 403 200 403 403",
    "clerk:A1":   "401 403 403 200 403 403",
    "clerk:A2":   "401 403 403 403 403 403",
    "supervisor": "401 403 403 403 200 200",
}  # fmt: skip

# A page sends whoever is not signed in to sign in (302); a device's token counts for the interface alone.
# 400 and 409 are refusals for another reason: who gets that may do it.
PAGES: dict[tuple[str, str], str] = {
    # anonymous kiosk display clerk supervisor administrator
    ("get", "/"):                        "302 302 302 302 302 302",
    ("get", "/sign-in"):                 "200 200 200 200 200 200",
    ("post", "/sign-in"):                "400 400 400 400 400 400",
    ("post", "/sign-out"):               "200 200 200 200 200 200",
    ("get", "/password"):                "302 302 302 200 200 200",
    ("post", "/password"):               "401 401 401 400 400 400",
    ("get", "/pairing"):                 "404 404 404 404 404 404",
    ("post", "/pairing"):                "200 200 200 200 200 200",
    ("get", "/counter/"):                "302 302 302 200 403 403",
    ("get", "/counter/notes/{note}"):    "302 302 302 404 403 403",
    ("get", "/supervisor"):              "302 302 302 403 200 200",
    ("get", "/supervisor/cover"):        "302 302 302 403 200 200",
    ("get", "/supervisor/intake"):       "302 302 302 403 200 200",
    ("get", "/supervisor/slots.json"):   "302 302 302 403 200 200",
    ("get", "/supervisor/day.json"):     "302 302 302 403 200 200",
    ("get", "/supervisor/tickets"):      "302 302 302 403 200 200",
    ("get", "/supervisor/attendance"):      "302 302 302 403 200 200",
    ("get", "/supervisor/attendance.xlsx"): "302 302 302 403 200 200",
    ("get", "/supervisor/locked"):       "302 302 302 403 200 200",
    ("post", "/supervisor/unlock"):      "401 401 401 403 200 200",
    ("post", "/supervisor/close"):       "401 401 401 403 200 200",
    ("post", "/supervisor/open"):        "401 401 401 403 200 200",
    ("get", "/supervisor/who"):             "302 302 302 403 200 200",
    ("get", "/supervisor/who.json"):        "302 302 302 403 200 200",
    ("get", "/supervisor/time-to-cover.json"): "302 302 302 403 400 400",
    ("get", "/supervisor/statistics"):      "302 302 302 403 200 200",
    ("get", "/supervisor/statistics.json"): "302 302 302 403 200 200",
    ("get", "/supervisor/statistics.xlsx"): "302 302 302 403 200 200",
    ("get", "/supervisor/statistics.csv"):  "302 302 302 403 200 200",
    ("get", "/admin/"):                  "302 302 302 302 302 302",
    ("get", "/admin/devices"):           "302 302 302 403 403 200",
    ("post", "/admin/devices/pair"):     "401 401 401 403 403 400",
    ("post", "/admin/devices/revoke"):   "401 401 401 403 403 400",
    ("get", "/admin/staff"):             "302 302 302 403 403 200",
    ("post", "/admin/staff"):            "401 401 401 403 403 200",
    ("post", "/admin/staff/password"):   "401 401 401 403 403 200",
    ("post", "/admin/staff/roles"):      "401 401 401 403 403 200",
    ("post", "/admin/staff/unlock"):     "401 401 401 403 403 200",
    ("post", "/admin/staff/close"):      "401 401 401 403 403 200",
    ("post", "/admin/staff/open"):       "401 401 401 403 403 200",
    ("get", "/admin/hall"):              "302 302 302 403 403 200",
    ("post", "/admin/hall"):             "401 401 401 403 403 200",
    ("get", "/admin/backup"):            "302 302 302 403 403 200",
    ("post", "/admin/backup"):           "401 401 401 403 403 200",
    ("get", "/admin/clock"):             "302 302 302 403 403 200",
    ("post", "/admin/clock"):            "401 401 401 403 403 200",
    ("get", "/api"):                     "200 200 200 200 200 200",
    ("get", "/openapi.json"):            "200 200 200 200 200 200",
    ("post", "/api/commands"):           "401 403 403 403 409 409",
    ("get", "/api/view/{audience}"):     "401 403 403 403 200 200",
    ("get", "/api/tickets/{number}"):    "401 404 403 404 404 404",
    ("get", "/api/slots"):               "401 403 403 400 400 400",
    ("get", "/healthz"):                 "200 200 200 200 200 200",
    ("get", "/metrics"):                 "200 200 200 200 200 200",
    ("get", "/favicon.ico"):             "204 204 204 204 204 204",
    ("get", "/web/{path}"):              "200 200 200 200 200 200",
    ("get", "/vendor/{path}"):           "200 200 200 200 200 200",
    ("get", "/static/{filename}"):       "200 200 200 200 200 200",
    ("get", "/counter/static/{filename}"): "302 302 302 200 403 403",
}  # fmt: skip

IN_PATHS = {
    "/counter/notes/{note}": "/counter/notes/none",
    "/api/view/{audience}": "/api/view/supervisor",
    "/api/tickets/{number}": "/api/tickets/R999",
    "/web/{path}": "/web/base.css",
    "/vendor/{path}": "/vendor/socket.io-client-4.8.4/socket.io.min.js",
    "/static/{filename}": "/static/supervisor.css",
    "/counter/static/{filename}": "/counter/static/counter.css",
}
"""What stands in a path where anything may."""

SENT = {
    "/sign-in": {"staff": "nobody", "password": "wrong"},
    "/password": {"old": "wrong", "new": "wrong", "again": "wrong"},
    "/pairing": {"kind": "display", "name": "wall"},
    "/supervisor/unlock": {"staff": "A2"},
    "/supervisor/close": {"staff": "A2"},
    "/supervisor/open": {"staff": "A2"},
    "/admin/devices/pair": {"code": "000000"},
    "/admin/devices/revoke": {"device": "display:none"},
    "/admin/staff": {"staff": "B7", "role": ["clerk"]},
    "/admin/staff/password": {"staff": "A2"},
    "/admin/staff/roles": {"staff": "A2", "role": ["clerk"]},
    "/admin/staff/unlock": {"staff": "A2"},
    "/admin/staff/close": {"staff": "A2"},
    "/admin/staff/open": {"staff": "A2"},
    "/admin/hall": {"file": "", "act": "check"},
    "/api/commands": {"id": "end", "command": {"type": "end_stand_in", "post": "none", "clerk": "none"}},
}
"""What is sent with a POST; else nothing."""
