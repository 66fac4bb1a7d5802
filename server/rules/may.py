"""Who may: one function, asked for every command; `decide` asks besides whose case it is (C-18)."""

from common import commands as c
from common import commands_case as k
from common import commands_help as h
from common import commands_own as w
from common import commands_paper as q
from common import commands_place as p
from common import commands_printed as pr
from common import commands_sheet as e
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
    o.ReadNote: CLERK | LEADS,
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
    k.RegisterCase: CLERK,
    k.TellSupplement: CLERK,
    k.ReceiveMaterials: CLERK,
    k.AcceptCase: CLERK,
    k.RefuseCase: CLERK,
    k.TakeBackCase: CLERK | LEADS,
    k.StopClock: CLERK,
    k.StartClock: CLERK,
    k.SendUp: CLERK,
    k.ComeDown: CLERK,
    k.ExtendCase: CLERK,
    k.EnterStep: CLERK,
    k.DecideCase: CLERK,
    k.DeliverResult: CLERK,
    k.MarkCase: CLERK | LEADS,
    k.HandOnCase: CLERK | LEADS,
    k.NotifyDepartment: CLERK,
    k.NameAgent: CLERK,
    k.RecordLeg: CLERK,
    k.HurryCase: CLERK | LEADS,
    k.CounterOverdue: LEADS,
    k.SeePerson: CLERK | LEADS,
    q.AskPaper: CLERK,
    w.ReportNumbers: KIOSK,
    w.HandIn: KIOSK,
    q.TakePaper: KIOSK,
    q.EndPaper: KIOSK,
    q.RenewReceipt: CLERK,
    e.PrintSheets: LEADS,
    e.EnterStub: LEADS,
    e.TakeBackStub: LEADS,
    h.CallStaff: KIOSK,
    pr.ReprintTicket: KIOSK,
    pr.CountPaper: KIOSK,
    h.GoToKiosk: CLERK | LEADS,
    h.EndHelp: CLERK | LEADS,
}


def may(actor: Actor, command: AnyCommand) -> bool:
    """Whether one of the actor's roles allows `command` at all; the rest is for `decide`."""
    return bool(actor.roles & ALLOWED[type(command)])
