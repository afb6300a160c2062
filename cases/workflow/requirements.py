"""What must hold before a step: functions (thing, by, facts) -> Closed | None, each named for what is true when it holds.

`facts` is empty when the screen asks what is open; a requirement about a fact that is not given yet says nothing.
When the step is taken they hold `at` as well, the moment it happened.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models.people import Consent, Participation
from cases.models.signature import SignatureRequest
from cases.states import AgreementState
from cases.step import Closed

SIDES = (Participation.Side.APPLICANT, Participation.Side.RESPONDENT)


def sides_of(case):
    """The people between whom it is mediated, in order (no interested persons); read once a case object."""
    if not hasattr(case, "sides_read"):
        case.sides_read = list(
            case.dispute.participations.filter(left_at__isnull=True, side__in=SIDES).select_related("party", "user")
        )
    return case.sides_read


def sessions_of(case):
    """The meetings of a case in order, arranged and recorded; read once a case object."""
    if not hasattr(case, "sessions_read"):
        case.sessions_read = list(case.sessions.order_by("ordinal"))
    return case.sessions_read


def consents_of(case, purpose=Consent.Purpose.MEDIATION):
    """{participation id: the latest word on a purpose}; read once a case object."""
    if not hasattr(case, "consents_read"):
        case.consents_read = list(case.consents.all())
    return {row.participation_id: row for row in case.consents_read if row.purpose == purpose}


def evidence_count(case):
    """How many items of evidence a case has; counted once a case object (the dossier counts them beside others)."""
    if not hasattr(case, "evidence_counted"):
        case.evidence_counted = case.evidence.count()
    return case.evidence_counted


def draft_of(case):
    """The agreement that is being written, or None; read once a case object."""
    if not hasattr(case, "draft_read"):
        case.draft_read = case.agreements.filter(state=AgreementState.DRAFT).first()
    return case.draft_read


def both_sides_are_named(case, by, facts):
    """A case needs both sides; with own initiative the committee itself may bring them together (人民调解法第17条)."""
    sides = {row.side for row in sides_of(case)}
    if set(SIDES) <= sides:
        return None
    if case.source.own_initiative:
        return None
    return Closed(_("还没有写清楚双方是谁，请先补上当事人。"))


def both_sides_are_known(case, by, facts):
    """Before acceptance both sides are named, also when the committee acts on its own initiative."""
    if {row.side for row in sides_of(case)} >= set(SIDES):
        return None
    return Closed(_("对方还没有登记，请先补上对方的姓名。"))


def the_body_numbers_cases(case, by, facts):
    if case.organization.number_word:
        return None
    return Closed(_("本调委会还没有设置案号字样，请系统管理员先设置。"))


def nobody_refused(case, by, facts):
    """人民调解法第17条: a party that clearly refuses is not mediated."""
    words = consents_of(case)
    for row in sides_of(case):
        if row.pk in words and not words[row.pk].given:
            return Closed(
                _("{name}明确拒绝调解，请记为“一方不同意调解”。").format(name=row.party.name), _("人民调解法第17条")
            )
    return None


def each_side_consents(case, by, facts):
    """人民调解法第17条: mediation is voluntary, so each side's consent is on record first."""
    words = consents_of(case)
    for row in sides_of(case):
        if row.pk not in words:
            return Closed(
                _("还没有记下{name}是否同意调解，请先问一问并记下来。").format(name=row.party.name),
                _("人民调解法第17条"),
            )
    return nobody_refused(case, by, facts)


def it_is_one_of_its_people(case, by, facts):
    """The person named in the form takes part in this very dispute."""
    for name in ("participation", "given_by"):
        person = facts.get(name)
        if person is not None and person.dispute_id != case.dispute_id:
            return Closed(_("这个人不是本案当事人，请重新选。"))
    return None


def spoken_for(by):
    """The id of the participation that a party's user acts for: his own, or his client's; None for staff."""
    if by.kind != by.Kind.PARTY:
        return None
    mandate = getattr(by, "mandate", None)
    return mandate.participation_id if mandate else getattr(by.participation, "pk", None)


def only_for_oneself(case, by, facts):
    """A party speaks for itself, an agent for its client; staff record what they were told."""
    person = facts.get("participation") or facts.get("given_by")
    if person is None or by.kind != by.Kind.PARTY:
        return None
    return None if person.pk == spoken_for(by) else Closed(_("您只能替自己这一方表态。"))


def only_an_applicant_withdraws(case, by, facts):
    """Who asked for mediation may take the request back; the other side ends the talks instead (人民调解法第23条)."""
    mine = spoken_for(by)
    if mine is None:
        return None
    sides = {row.pk: row.side for row in sides_of(case)}
    if sides.get(mine) == Participation.Side.APPLICANT:
        return None
    return Closed(
        _("申请是对方提的，只有提的人能撤回。您不想调解了，可以选“不想调解了，结束”。"), _("人民调解法第23条")
    )


def a_reason_is_given(case, by, facts):
    if "reasons" not in facts or facts["reasons"]:
        return None
    return Closed(_("请至少选一个原因。"))


def something_is_said(case, by, facts):
    """What is added to a report is words, a photo, or both."""
    if not facts or facts.get("text") or facts.get("photos"):
        return None
    return Closed(_("请写一句话，或者放一张照片。"))


def a_mediator_is_assigned(case, by, facts):
    if case.mediator_id:
        return None
    return Closed(_("还没有指派调解员，请主任先指派。"))


def the_mediator_has_declared(case, by, facts):
    """Who followed a mediator goes on only after declaring to have no interest; the engine keeps it as the turn."""
    if case.turn != "take_over":
        return None
    return Closed(_("接手的调解员还没有声明没有利害关系，请先声明。"), _("人民调解法第15条"))


def clauses_are_ready(case, by, facts):
    """The agreement can be frozen: a draft exists and the clause check finds nothing (domain reference § 18)."""
    from cases import clauses, performance

    draft = draft_of(case)
    if draft is None:
        return Closed(_("还没有写协议，请先写上双方谈好的内容。"), _("人民调解法第28条"))
    flaws = clauses.check(draft, today=timezone.localdate(facts.get("at")), standing=performance.promises(case))
    return flaws[0] if flaws else None


def everyone_signed(agreement, by, facts):
    """人民调解法第29条: the mediator signs what all the parties have signed."""
    waiting = (
        agreement.signature_requests.exclude(status=SignatureRequest.Status.SIGNED)
        .exclude(signer=SignatureRequest.Signer.MEDIATOR)
        .select_related("user")
        .first()
    )
    if waiting is None:
        return None
    return Closed(_("{name}还没有签名，等大家都签了再签。").format(name=waiting.user.name), _("人民调解法第29条"))


def second_factor_is_fresh(agreement, by, facts):
    """The mediator proved a moment ago that it is him (signing ceremony: at most 10 minutes)."""
    if facts.get("confirmed", True):
        return None
    return Closed(_("签名前请再输一次密码，确认是您本人。"))


def the_agreement_is_sealed(case, by, facts):
    """人民调解法第29条: effective when the parties and the mediator have signed and the committee's seal is set."""
    newest = case.agreements.order_by("-version").first()
    if newest is not None and newest.state == AgreementState.SEALED:
        return None
    return Closed(_("协议还没有盖章，盖章后才生效。"), _("人民调解法第29条"))


def sealer_is_impartial(agreement, by, facts):
    """Nobody seals what he mediated himself, or an agreement of people he is tied to; the next in line does."""
    from cases import conflicts

    if agreement.case.mediator_id == by.pk:
        return Closed(_("您是本案调解员，不能自己盖章，请副主任或上一级调委会主任盖章。"))
    found = conflicts.ties(by, agreement.case.dispute)
    return Closed(_("{tie}。请由别的负责人盖章。").format(tie=found[0].sentence)) if found else None


def the_nearest_head_seals(agreement, by, facts):
    """The parent body's head seals only when nobody of the body itself may, and says why."""
    from accounts.roles import Role
    from organizations import roster

    case = agreement.case
    if (Role.HEAD, case.organization_id) in roster.roles_of(by):
        return None
    from cases import conflicts

    for head in roster.members(case.organization, Role.HEAD):
        if head.pk != case.mediator_id and not conflicts.ties(head, case.dispute):
            return Closed(_("本调委会的{name}可以盖章，请由{name}盖。").format(name=head.name))
    if "reason" in facts and not facts["reason"]:
        return Closed(_("代为盖章，请写明原因。"))
    return None


def a_seal_is_on_file(agreement, by, facts):
    from organizations.seals import seal_in_force

    if seal_in_force(agreement.case.organization) is not None:
        return None
    return Closed(_("本调委会还没有登记印章，请系统管理员先登记。"), _("人民调解法第29条"))


def promises_are_kept_or_rights_are_told(case, by, facts):
    """The committee watches over performance (人民调解法第31条): done, or the breach is recorded and rights told."""
    from cases import performance

    agreement = performance.in_force(case)
    open_parts = performance.open_instalments(agreement) if agreement else []
    if not open_parts:
        return None
    first = open_parts[0]
    return Closed(
        _("还有约定没有做完（第{clause}条），请先记下履行情况；对方不做的，请记“没有做到”并告知权利。").format(
            clause=first.obligation.position
        ),
        _("人民调解法第31条"),
    )


def the_dossier_is_complete(case, by, facts):
    """人民调解法第27条: files are kept; what must be in them stands in the dossier table (domain reference § 6)."""
    from cases import dossier

    missing = dossier.missing(case)
    if not missing:
        return None
    return Closed(
        _("卷宗还差：{list}。").format(list="、".join(str(item.label) for item in missing)), _("人民调解法第27条")
    )


def every_danger_has_an_answer(case, by, facts):
    """A violence or a harm to a child that was reported is not filed away before somebody asked what came of it."""
    from cases import turns

    if not turns.a_danger_waits(case):
        return None
    return Closed(
        _("有一件暴力或者伤害未成年人的报告，还没有问清处理情况，请先记下。"),
        _("人民调解法第25条、反家庭暴力法第14条、未成年人保护法第11条"),
    )


def filer_and_checker_differ(case, by, facts):
    """立卷人 and 检查人 are two people where the body has two."""
    from organizations import roster

    checker = facts.get("checked_by")
    if checker is None or checker.pk != by.pk:
        return None
    if len(roster.office(case.organization)) < 2:
        return None
    return Closed(_("立卷人和检查人不能是同一个人，请另请一位同事检查。"))
