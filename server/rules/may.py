"""Who may: one function, asked for every command (C-18 will add to it)."""

from common import commands as c
from common import commands_place as p
from server.rules import order as o
from server.rules.order import Actor, AnyCommand

CLERK = frozenset({"clerk"})
LEADS = frozenset({"supervisor", "administrator"})
KIOSK = frozenset({"kiosk"})
SYSTEM = frozenset({"system"})
ADMINISTRATOR = frozenset({"administrator"})

ALLOWED: dict[type[AnyCommand], frozenset[str]] = {
    o.ImportHall: ADMINISTRATOR,
    o.ConfirmClock: ADMINISTRATOR,
    o.Tick: SYSTEM,
    o.TerminalSilent: SYSTEM,
    o.TerminalBack: SYSTEM,
    o.NoticeFault: SYSTEM,
    c.OpenHall: LEADS,
    c.PauseHall: LEADS,
    c.ResumeHall: LEADS,
    c.StopNumbers: LEADS,
    c.CloseDay: LEADS,
    c.IssueTicket: KIOSK | CLERK | LEADS,
    c.VoidTicket: KIOSK | LEADS,
    c.WithdrawTicket: KIOSK | CLERK | LEADS,
    c.CallNext: CLERK,
    c.CallThis: CLERK,
    c.Recall: CLERK,
    c.StartService: CLERK,
    c.FinishService: CLERK,
    c.HoldTicket: CLERK,
    c.ResumeTicket: CLERK,
    c.TransferTicket: CLERK,
    c.MarkNoShow: CLERK,
    c.ReEnter: KIOSK | CLERK | LEADS,
    c.Undo: CLERK,
    c.SitDown: CLERK,
    c.StandUp: CLERK,
    c.StepAway: CLERK,
    c.ComeBack: CLERK,
    c.HandOver: CLERK,
    c.AcknowledgeHandover: CLERK,
    c.NameStandIn: LEADS,
    c.EndStandIn: LEADS,
    c.TakeBackStandIn: LEADS,
    c.AnswerStandIn: CLERK,
    c.AnswerCall: CLERK | LEADS,
    c.AskOfficial: CLERK,
    c.AnswerOfficial: LEADS,
    c.CancelOfficial: CLERK,
    c.RecordUnfinished: CLERK,
    c.MarkContacted: CLERK | LEADS,
    c.CheckSpot: LEADS,
    c.RecordLeave: LEADS,
    c.EndLeave: LEADS,
    c.ReportDevice: KIOSK | frozenset({"display"}),
    p.StepBack: KIOSK | CLERK | LEADS,
    p.GrantSpecial: CLERK | LEADS,
    p.AddMatter: CLERK,
    p.BookAppointment: CLERK | LEADS,
    p.CancelAppointment: CLERK | LEADS,
    p.CheckIn: KIOSK | CLERK | LEADS,
    p.CloseMatter: LEADS,
    p.ReopenMatter: LEADS,
    p.CloseLine: LEADS,
    p.ReopenLine: LEADS,
    p.SetQuota: LEADS,
}


def may(actor: Actor, command: AnyCommand) -> bool:
    """Whether one of the actor's roles allows `command` at all; the rest is for `decide`."""
    return bool(actor.roles & ALLOWED[type(command)])
