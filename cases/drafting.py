"""The agreement while it is written and put to its signers: clauses as rows, who signs, voiding, the day of effect."""

from django.utils.translation import gettext as _

from accounts.models import User
from cases import deadlines, signing
from cases.models.signature import SignatureRequest
from cases.states import AgreementState, CaseState
from cases.step import Closed
from cases.timeline import digest

__all__ = ["digest"]

A = AgreementState
# Versions that are still on their way and end with the talks; SEALING is past the point of no return.
UNDERWAY = (A.DRAFT, A.FROZEN, A.SIGNING, A.ALL_SIGNED, A.MEDIATOR_SIGNED)


def clock():
    """The system actor that acts when nobody else does."""
    return User.objects.system("clock")


# --- requirements -----------------------------------------------------------


def nothing_binds_yet(case, by, facts):
    """What took effect binds (人民调解法第31条); and once the head lets the seal be set there is no way back."""
    if case.effective_on is not None:
        return Closed(
            _("协议已经生效，不能再结束调解；不履行的可以请调委会督促，也可以起诉。"), _("人民调解法第31、32条")
        )
    if not hasattr(case, "seal_read"):  # read once a case object, like the sides and their consents
        case.seal_read = case.agreements.filter(state__in=[A.SEALING, A.SEALED]).exists()
    if case.seal_read:
        return Closed(_("协议已经同意盖章，不能再改；要变更请在生效后重新商量。"), _("人民调解法第31条"))
    return None


def nothing_is_being_sealed(case, by, facts):
    """Once the head lets the seal be set, whoever mediated is part of what was agreed."""
    if case.agreements.filter(state=A.SEALING).exists():
        return Closed(_("协议正在盖章，等盖好了再换。"))
    return None


def this_text_is_not_sealed(case, by, facts):
    """Back to the table while the newest version is still on its way; an older agreement may bind beside it."""
    newest = case.agreements.order_by("-version").values_list("state", flat=True).first()
    if newest in (A.SEALING, A.SEALED):
        return Closed(_("协议已经同意盖章，不能再改；要变更请在生效后重新商量。"), _("人民调解法第31条"))
    return None


def an_older_agreement_binds(case, by, facts):
    if case.effective_on is not None:
        return None
    return Closed(_("还没有生效的协议；谈不成请结束调解。"))


def talks_are_on(agreement, by, facts):
    """An agreement is written while the sides talk; the text of one that is being signed or binds stands."""
    if agreement.case.state == CaseState.MEDIATING:
        return None
    return Closed(
        _("现在是“{state}”，不能写协议；要改协议请先再谈谈。").format(state=agreement.case.get_state_display()),
        _("人民调解法第28条"),
    )


def no_other_draft_is_open(agreement, by, facts):
    """One version at a time: a second draft beside the first would be two texts of one agreement."""
    if not agreement.case.agreements.filter(state=A.DRAFT).exists():
        return None
    return Closed(_("刚才已经有人开始写这份协议。您写的还在，请和现在的内容对一对再存。"))


def this_is_the_text_that_was_shown(agreement, by, facts):
    """Two people writing one agreement: the later one sees the earlier one's text before it is replaced."""
    if facts.get("edits", agreement.edits) == agreement.edits:
        return None
    return Closed(_("您打开以后，这份协议又被改过。您写的还在，请和现在的内容对一对再存。"))


def clauses_bind_the_people_here(agreement, by, facts):
    """No obligation on somebody who does not sign (domain reference § 18)."""
    clauses = facts.get("clauses", ())
    here = agreement.case.dispute.participations.filter(left_at__isnull=True)
    ids = set(here.values_list("pk", flat=True)) if clauses else set()
    for clause in clauses:
        if {clause["obligor"].pk, clause["obligee"].pk} - ids:
            return Closed(_("协议只能约定本案当事人做什么，请重新选人。"), _("人民调解法第29条"))
        if clause["obligor"] == clause["obligee"]:
            return Closed(_("“谁做”和“对谁”不能是同一个人，请重新选。"))
    return None


def recorder_is_somebody_else(case, by, facts):
    """记录人 ≠ 调解员 where the body has another person."""
    recorder = facts.get("recorder")
    if recorder is None or recorder.pk != case.mediator_id:
        return None
    return Closed(_("记录人和调解员不能是同一个人，请另选记录人。"))


def mediators_request(agreement):
    """The mediator's own place on the agreement."""
    return agreement.signature_requests.get(signer=SignatureRequest.Signer.MEDIATOR)


def the_mediator_may_use_the_tablet(agreement, by, facts):
    """His ink on the printed sheet counts like everybody's; 电子签名法第3条 leaves no other way for personal status."""
    request = mediators_request(agreement)
    if request.status == SignatureRequest.Status.SIGNED:
        return None
    if request.status == SignatureRequest.Status.SHEET_ATTACHED:
        return Closed(_("您签的那张纸还没有核对，请同事先核对。"))
    if agreement.case.dispute_type.ink_only:
        return Closed(
            _("涉及人身关系的协议不能用电子签名，请您在打印的协议上签，拍照交上来，由同事核对。"), _("电子签名法第3条")
        )
    return None


def the_mediators_name_is_written(agreement, by, facts):
    """A dot or a line is no signature."""
    from documents import strokes

    if "sha256" not in facts:
        return None
    if facts["sha256"] != agreement.document.sha256:
        return Closed(_("协议内容有了变化，请重新看一遍再签。"))
    if mediators_request(agreement).status == SignatureRequest.Status.SIGNED:
        return None
    try:
        strokes.judge(facts.get("strokes"))
    except strokes.TooLittleInk as flaw:
        return Closed(str(flaw))
    return None


# --- acts -------------------------------------------------------------------


def replace_clauses(agreement, clauses):
    """Write the clauses anew, one obligation and its due dates a clause.

    clauses: dicts of kind, obligor, obligee, amount (Decimal | None), text, place, method, and
    instalments: [(amount | None, date)] in order; an empty list is a duty without a date (refrain).
    """
    for row in agreement.obligations.all():
        row.instalments.all().delete()
        row.delete()
    for position, clause in enumerate(clauses, start=1):
        parts = clause["instalments"]
        row = agreement.obligations.create(
            position=position,
            kind=clause["kind"],
            obligor=clause["obligor"],
            obligee=clause["obligee"],
            amount=clause["amount"],
            text=clause["text"],
            place=clause["place"],
            method=clause["method"],
            due_on=max((date for _amount, date in parts), default=None),
        )
        for ordinal, (amount, date) in enumerate(parts, start=1):
            row.instalments.create(position=ordinal, amount=amount, due_on=date)


def clauses_of(agreement):
    """The clauses as `replace_clauses` takes them, to begin the next version with."""
    return [
        {
            "kind": row.kind,
            "obligor": row.obligor,
            "obligee": row.obligee,
            "amount": row.amount,
            "text": row.text,
            "place": row.place,
            "method": row.method,
            "instalments": [(part.amount, part.due_on) for part in row.instalments.all()],
        }
        for row in agreement.obligations.select_related("obligor", "obligee").prefetch_related("instalments")
    ]


def text_sha256(agreement):
    """Hash of everything written, for the timeline."""
    rows = [
        f"{row.kind}|{row.obligor_id}|{row.obligee_id}|{row.amount}|{row.text}|{row.place}|{row.method}|"
        + ",".join(f"{part.amount}@{part.due_on}" for part in row.instalments.all())
        for row in agreement.obligations.prefetch_related("instalments")
    ]
    return digest("\n".join([agreement.main_facts, agreement.responsibility, *rows]))


def signing_ends(case, at):
    """The last day to sign a version frozen at `at`."""
    return deadlines.last_day_of(deadlines.SIGNING, organization=case.organization, start=deadlines.local_date(at)).date


def sign_as_mediator(agreement, *, by, strokes, pad, sha256):
    """Count the mediator's own signature, in his own session; ink that was compared counts already."""
    request = mediators_request(agreement)
    if request.status != SignatureRequest.Status.SIGNED:
        signing.sign_on_tablet(
            request, by=by, sha256=sha256, strokes=strokes, pad=pad, witness="", identity_checked=True
        )


def void_document(agreement, *, reason):
    """The issued text stays readable and is marked void."""
    from documents import issue

    if agreement.document_id:
        issue.void(agreement.document, reason=reason[:200])


def unfinished_is_void(case, facts, documents):
    """Nested steps: whatever version was on its way ends with its signatures when the talks end or reopen."""
    reason = str(facts.get("reason") or facts.get("text") or _("调解结束"))
    return [
        (version, "void", {"by": clock(), "reason": reason}) for version in case.agreements.filter(state__in=UNDERWAY)
    ]


def text_to_sign_is_void(case, facts, documents):
    """Nested steps: what was put to its signers names somebody who is no longer the mediator; a draft stays."""
    reason = str(facts["reason"])
    versions = case.agreements.filter(state__in=UNDERWAY).exclude(state=A.DRAFT)
    return [(version, "void", {"by": clock(), "reason": reason}) for version in versions]


# --- dates ------------------------------------------------------------------


def agreed_on(agreement):
    """The day the last of the parties signed: the statistics count success from it."""
    signed = agreement.signature_requests.exclude(signer=SignatureRequest.Signer.MEDIATOR).order_by("-signed_at")
    return deadlines.local_date(signed[0].signed_at)


def effective_on(agreement):
    """人民调解法第29条: the day of the last of all signatures, the mediator's signature and the committee's seal."""
    moments = [row.signed_at for row in agreement.signature_requests.all()]
    return deadlines.local_date(max([*moments, agreement.seal_used_at]))
