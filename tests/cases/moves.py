"""Moves that people could make on a case, drawn at random: the step, by whom, and facts as its form would give them."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone
from hypothesis import strategies as st

from cases import engine, performance, sealing
from cases.models import Agreement, Case, Mandate, SignatureRequest
from cases.states import AgreementState
from cases.step import steps_of
from documents.models import Document
from organizations import roster
from tests import factories
from tests.personas import persona

OFFICE = ("clerk", "second_clerk", "head", "deputy", "mediator", "silver_mediator")


class Moves:
    """One dispute, moved by whoever is drawn; `draw` is Hypothesis's."""

    def __init__(self, dispute, draw):
        self.dispute, self.draw = dispute, draw

    @property
    def case(self):
        """The newest case of the dispute, as the database has it."""
        return Case.objects.select_related("dispute").filter(dispute=self.dispute).order_by("pk").last()

    def one_of(self, rows):
        return self.draw(st.sampled_from(list(rows)))

    def act(self):
        """Take one drawn step; whatever forbids it is an ordinary answer."""
        case = self.case
        known = steps_of(Case)
        open_now = [name for name in FACTS if case.state in known[name].source]
        beside = [name for name in BESIDE if name in open_now]
        # What stays beside the road is drawn as one, so that the walks still take its turnings.
        name = self.one_of([name for name in open_now if name not in beside[1:]])
        if name in beside:
            name = self.one_of(beside)
        if name in ENDERS and self.draw(st.integers(0, 4)):
            return  # most walks go on
        facts = FACTS[name](self, case)
        if facts is not None:
            engine.take(case, name, by=self._actor(case, name), **facts)

    def _actor(self, case, name):
        if name == "answer_errand":
            return _waiting(case).asked_of
        own = case.mediator if case.mediator_id and self.draw(st.booleans()) else None
        if name in PARTIES:
            return self.one_of(case.dispute.participations.all()).user
        return own or persona(self.one_of(OFFICE))

    def forward(self):
        """Whoever's turn it is does what is asked, so that the walk comes far enough to go wrong there."""
        case = self.case
        code = case.turn
        if code in STEPS:
            name, who = STEPS[code]
            facts = FACTS[name](self, case)
            if facts is not None:
                engine.take(case, name, by=case.mediator if who == "own" else persona(who), **facts)
        elif code == "ask":
            for side in case.dispute.participations.all():
                engine.take(
                    case, "record_consent", by=persona("clerk"), participation=side, purpose="mediation", given=True,
                    channel="phone",
                )  # fmt: skip
        elif code in ("write", "decide"):
            self.write()
        elif code in ("signatures", "mediator_sign", "seal"):
            self.sign()
        elif code == "perform":
            self.perform()

    # --- what belongs together ---

    def write(self):
        """A draft with its clauses."""
        case = self.case
        agreement = engine.take(Agreement(case=case), "draft_agreement", by=case.mediator or persona("head"))
        creditor, debtor = case.dispute.participations.all()[:2]
        clause = {
            "kind": "pay", "obligor": debtor, "obligee": creditor, "amount": Decimal(900), "text": "赔偿款",
            "place": "", "method": "phone", "instalments": [(Decimal(900), timezone.localdate() + dt.timedelta(days=9))],
        }  # fmt: skip
        engine.take(
            agreement, "edit_clauses", by=case.mediator, main_facts="602室漏水。", responsibility="602室承担。",
            edits=0, clauses=[clause],
        )  # fmt: skip

    def sign(self):
        """Whoever is next signs; after the mediator the head seals and the worker sets the seal."""
        agreement = factories.agreement_of(self.case)
        if agreement is None:
            return
        waiting = SignatureRequest.objects.filter(agreement=agreement, status="waiting").exclude(signer="mediator")
        if agreement.state == AgreementState.SIGNING and waiting.exists():
            factories.sign_tablet(waiting.select_related("user").first())
        elif agreement.state == AgreementState.ALL_SIGNED:
            engine.take(
                agreement, "mediator_sign", by=self.case.mediator, strokes=factories.strokes(9),
                sha256=agreement.document.sha256, confirmed=True,
            )  # fmt: skip
        elif agreement.state == AgreementState.MEDIATOR_SIGNED:
            engine.take(agreement, "seal", by=persona(self.one_of(("head", "deputy"))))
            sealing.sweep()

    def rest(self):
        """The head lets the talks rest: one step of many, which a few walks at random would hardly ever take."""
        case = self.case
        engine.take(case, "suspend", by=persona("head"), **FACTS["suspend"](self, case))

    def perform(self):
        """The next promise is kept or broken."""
        case = self.case
        agreement = performance.in_force(case)
        parts = performance.open_instalments(agreement) if agreement else []
        if not parts:
            return
        if self.draw(st.booleans()):
            engine.take(
                case, "record_performance", by=case.mediator, instalment=parts[0], kind="done",
                amount=parts[0].amount, happened_on=timezone.localdate(),
            )  # fmt: skip
        else:
            engine.take(
                case, "report_breach", by=case.mediator, instalment=parts[0], happened_on=timezone.localdate(),
                rights_told=True,
            )  # fmt: skip


def _somebody(moves, case):
    return {"participation": moves.one_of(case.dispute.participations.all())}


def _another(moves, case):
    return moves.one_of(roster.mediators(case.organization))


def _reasons(kind):
    return lambda moves, case: {"reasons": factories.reasons(kind)}


def _ruling(moves, case):
    waiting = case.objections.filter(ruling="").first()
    if waiting is None:
        return None
    return {
        "objection": waiting, "ruling": moves.one_of(("sustained", "overruled")), "reason": "已核实。",
        "mediator": _another(moves, case),
    }  # fmt: skip


def _record(moves, case):
    session = case.sessions.filter(recorded_at__isnull=True).first()
    if session is None:
        return None
    return {
        "session": session, "ends_at": timezone.now(), "record": "双方谈了。",
        "result": moves.one_of(("agreed", "continue", "not_agreed")),
    }  # fmt: skip


def _absence(moves, case):
    session = case.sessions.filter(absences__isnull=True).last()
    return session and {"session": session, "excuse": "none"} | _somebody(moves, case)


def _extension(moves, case):
    term = case.deadlines.filter(code="PMC_GENERAL", status__in=("running", "paused")).first()
    return term and {"until": term.ends_on + dt.timedelta(days=20), "reason": "还要等。"}


def _service(moves, case):
    document = Document.objects.filter(dossier=case.uid, voided_at=None).first()
    return document and {"document": document, "way": "direct", "place": "家里"} | _somebody(moves, case)


def _danger(moves, case):
    risk = case.risks.filter(answered_at__isnull=True).first()
    return risk and {"risk": risk, "text": "派出所来过了。", "told_to": "新港派出所"}


def _ending(moves, case):
    mandate = Mandate.objects.filter(participation__dispute=case.dispute_id, ended_at=None).first()
    return mandate and {"mandate": mandate, "how": "revoked"}


def _waiting(case):
    return case.errands.filter(ended_at=None).first()


def _went(moves, case):
    errand = _waiting(case)
    return errand and {"errand": errand, "met": "seen", "mood": "calm", "calling": moves.one_of(("yes", "no"))}


def _sentence(**facts):
    return lambda moves, case: facts


BESIDE = (
    "record_call",
    "report_risk",
    "choose_mediator",
    "record_investigation",
    "invite_helper",
    "report_progress",
    "list_evidence",
    "record_service",
    "record_mandate",
    "end_mandate",
    "ask_errand",
    "answer_errand",
    "drop_errand",
)
ENDERS = ("drop_draft", "decline", "refuse", "terminate", "withdraw", "end_mediation")
# By turn: the step that is asked and who takes it ("own" is the case's mediator).
STEPS = {
    "complete": ("submit", "clerk"),
    "accept": ("accept", "head"),
    "assign": ("assign_mediator", "head"),
    "rule": ("rule_on_objection", "head"),
    "take_up": ("accept_assignment", "own"),
    "take_over": ("take_over", "own"),
    "danger": ("answer_risk", "own"),
    "danger_of_head": ("answer_risk", "head"),
    "arrange": ("schedule_session", "own"),
    "hold": ("record_session", "own"),
    "finish_text": ("freeze_agreement", "own"),
    "rest": ("resume", "head"),
    "visit": ("record_visit", "own"),
    "close": ("close", "own"),
    "archive": ("archive", "clerk"),
}
PARTIES = ("withdraw", "end_mediation", "complain", "object_to_mediator")
FACTS = {
    "submit": _sentence(),
    "send_back": _reasons("send_back"),
    "drop_draft": _sentence(reason="报重了。"),
    "accept": lambda moves, case: {"dispute_type": case.dispute_type, "source": case.source},
    "decline": _reasons("decline"),
    "record_consent": lambda moves, case: _somebody(moves, case)
    | {
        "purpose": moves.one_of(("mediation", "extension", "helper")), "channel": "phone",
        "given": moves.draw(st.integers(0, 9)) > 0,
    },
    "refuse": lambda moves, case: _somebody(moves, case) | {"channel": "phone"},
    "assign_mediator": lambda moves, case: {"mediator": _another(moves, case), "basis": "appointed"},
    "accept_assignment": _sentence(declared=True),
    "decline_assignment": _sentence(reason="忙不过来。"),
    "choose_mediator": lambda moves, case: _somebody(moves, case) | {"mediator": _another(moves, case)},
    "object_to_mediator": lambda moves, case: _somebody(moves, case) | {"reason": "不信任。"},
    "rule_on_objection": _ruling,
    "replace_mediator": lambda moves, case: {"mediator": _another(moves, case), "reason": "生病。"},
    "take_over": _sentence(declared=True),
    "schedule_session": lambda moves, case: {"starts_at": timezone.now(), "place": "调解室"},
    "record_session": _record,
    "record_absence": _absence,
    "record_call": lambda moves, case: _somebody(moves, case) | {"answer": "spoke", "text": "说考虑一下。"},
    "record_investigation": lambda moves, case: _somebody(moves, case)
    | {"place": "港门花园3栋", "record": "问：哪天开始漏水？\n答：十月初。"},
    "invite_helper": _sentence(name="符国庆", capacity="neighbour", tie="住楼下"),
    "report_progress": _sentence(addressee="head", text="谈到赔多少。"),
    "list_evidence": _sentence(),
    "record_service": _service,
    "extend_term": _extension,
    "suspend": lambda moves, case: {
        "reasons": factories.reasons("suspend"), "review_on": timezone.localdate() + dt.timedelta(days=10),
    },
    "resume": _sentence(),
    "report_risk": lambda moves, case: {
        "kind": moves.one_of(("crowd", "crowd", "violence")), "level": "blue", "text": "楼下聚了人。", "told_to": "派出所",
    },
    "answer_risk": _danger,
    "freeze_agreement": _sentence(),
    "reopen_talks": _sentence(reason="要改数字。"),
    "record_oral_agreement": _sentence(need_no_paper=True),
    "renegotiate": _sentence(both_agree=True, reason="改时间。"),
    "keep_agreement": _sentence(),
    "record_visit": _sentence(performance="都做到了。", satisfaction="content"),
    "terminate": _reasons("terminate"),
    "withdraw": _reasons("withdraw"),
    "end_mediation": _somebody,
    "close": _sentence(),
    "archive": lambda moves, case: {"checked_by": persona("head")},
    "open_next_case": _sentence(reason="又愿意谈了。"),
    "step_aside": lambda moves, case: {"reason": "亲戚。"} if moves.draw(st.integers(0, 9)) == 0 else None,
    "complain": lambda moves, case: _somebody(moves, case) | {"about": "body", "text": "太慢。"},
    "record_mandate": lambda moves, case: _somebody(moves, case)
    | {"kind": "agent", "person": {"name": "林小雨"}, "powers": ["settle"]},
    "end_mandate": _ending,
    "certify_representative": _somebody,
    "elect_representatives": lambda moves, case: {
        "representatives": [case.dispute.participations.first()], "electors": [case.dispute.participations.first()],
        "others": ["符国庆"] * 9,
    },
    "ask_errand": lambda moves, case: _somebody(moves, case)
    | {
        "what": moves.one_of(("notice", "company", "look")), "place": "港门花园3栋", "asked_of": persona("grid_worker"),
        "due_on": timezone.localdate(),
    },
    "answer_errand": _went,
    "drop_errand": lambda moves, case: (errand := _waiting(case)) and {"errand": errand, "why": "needless"},
}  # fmt: skip
