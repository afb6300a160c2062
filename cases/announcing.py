"""Who hears of a step: messages written into the outbox in the step's own transaction."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from cases import appointments, deadlines, quiet, standing, wording
from cases.clauses import near
from cases.states import OPEN, CaseState
from notices import outbox
from organizations import roster


def announce(case, spec, entry, facts):
    """Post one message a listener; the entry's place in the chain makes each key unique, so nothing is sent twice."""
    audiences = {
        "clerks": lambda: roster.members(case.organization, Role.CLERK),
        "heads": lambda: roster.heads(case.organization),
        "mediator": lambda: [case.mediator] if case.mediator_id else [],
        "registrar": lambda: [case.registered_by],
        "bureau": lambda: roster.guides(case.organization),
    }
    if _everybody_was_there(case, spec, entry):
        return
    told, barred = set(), standing.barred_from(case)
    if spec.name == "schedule_session":
        _mail_appointment(case, entry)
    for group in spec.tells:
        if group == "parties":
            _tell_parties(case, spec, entry)
            continue
        if group == "its_person":
            _tell_parties(case, spec, entry, only=entry.facts["participation"])
            continue
        for user in audiences[group]():
            if user.pk in {*told, *barred, entry.actor_id} or user.kind != user.Kind.STAFF:
                continue
            told.add(user.pk)
            outbox.post(
                key=f"entry:{entry.dispute_id}:{entry.place}:{user.pk}",
                kind=spec.name,
                about=str(case.uid),
                channel="in_app",
                user=user,
                subject=str(case.dispute.title),
                body=_("{button}：{title}").format(button=spec.button, title=case.dispute.title),
                link=_link(case, spec, group),
            )


# What is settled on the spot is told once, by the step that settles it.
SETTLES = ("record_oral_agreement", "freeze_agreement")


def _everybody_was_there(case, spec, entry):
    """The people at the door need no message about what they have just seen, nor the office about its parts."""
    if not case.dispute.on_the_spot or entry.actor_id != case.dispute.registered_by_id or spec.name in SETTLES:
        return False
    at_once = case.closed_on is not None and case.closed_on == case.effective_on
    return at_once or case.state in (*OPEN, CaseState.DRAFT)


def _link(case, spec, group):
    """Where the message leads; the bureau sees no case, only its own desk."""
    if group == "bureau":
        return reverse("cases:complaints") if spec.name == "complain" else ""
    return f"/cases/{case.uid}/"


def _mail_appointment(case, entry):
    """The mediator gets a meeting that is still to come into his calendar, also when he arranged it himself."""
    session = case.sessions.order_by("-ordinal").first()
    if session.starts_at > timezone.now() and case.mediator_id:
        appointments.mail_to([case.mediator], case, session, f"entry:{entry.dispute_id}:{entry.place}")


# What a party hears by SMS (ux reference § 6: at most 70 characters, the human telephone in every message).
TEXTS = {
    "accept": _("您的纠纷已受理，案号{number}。"),
    "decline": _("您的纠纷没有受理，您还可以起诉或找有关部门处理。"),
    "refuse": _("一方不同意调解，调解结束，您还可以起诉。"),
    "assign_mediator": _("调解员是{mediator}，想换人可以提出。"),
    "schedule_session": _("已约好调解：{session}。"),
    "replace_mediator": _("调解员换成了{mediator}，想换人可以提出。"),
    "answer_complaint": _("您的投诉司法局已经答复，请点开看。"),
    "rule_on_objection": _("您提出换调解员，主任已经答复，请点开看。"),
    "extend_term": _("双方同意，调解期限延长了。"),
    "suspend": _("调解先停一停，恢复时会告诉您。"),
    "resume": _("调解恢复了，调解员会约时间。"),
    "record_oral_agreement": _("口头协议已记下，今天起生效，请照着做。"),
    "freeze_agreement": _("调解协议写好了，请看过再签。"),
    "reopen_talks": _("协议要再商量，之前的签名作废。"),
    "urge_performance": _("协议约定的一件事已经到期，请照着做；做到了请告诉调解员。"),
    "lapse_confirmation": _("一起申请司法确认的期限过了，协议仍然有效，不履行可以起诉。"),
    "take_effect": _("调解协议已生效，30天内双方可一起申请司法确认。"),
    "terminate": _("没有谈成，调解结束，您还可以起诉。"),
    "end_mediation": _("有一方结束了调解，您还可以起诉。"),
    "withdraw": _("申请已撤回。"),
    "close": _("案件已结案，谢谢您。"),
}
# What the parties are reminded of before a day that is theirs to keep.
REMINDERS = {
    deadlines.PERFORMANCE: _("协议约定的一件事{day}到期，请记得照着做。"),
    deadlines.CONFIRMATION: _("双方可以一起申请司法确认，最晚{day}。"),
}
NEUTRAL = _("您有一份材料待查看。")


def catalogue():
    """{code: general words} of every text whose words a body may choose: by step, and by the clock of a reminder."""
    return {**TEXTS, **REMINDERS}


def _tell_parties(case, spec, entry, only=None):
    text = TEXTS.get(spec.name)
    if text is None:
        return
    session = case.sessions.order_by("-ordinal").first() if spec.name == "schedule_session" else None
    if session is not None and session.starts_at <= timezone.now():
        # Entered after it was held: everybody was there.
        return
    said = wording.filled(
        case.organization,
        spec.name,
        text,
        number=case.number,
        mediator=case.mediator.name if case.mediator_id else "",
        session=_when(session) if session else "",
    )
    urgent = session is not None and quiet.is_urgent(session.starts_at)
    _text_parties(case, f"entry:{entry.dispute_id}:{entry.place}", spec.name, said, only=only, urgent=urgent)


def remind_parties(case, key, deadline):
    """Text the parties of a day that is near (an instalment, the last day for judicial confirmation); how many are new."""
    words = REMINDERS.get(deadline.code)
    if words is None:
        return 0
    said = wording.filled(case.organization, deadline.code, words, day=near(deadline.ends_on))
    return _text_parties(case, key, "reminder", said)


def _text_parties(case, key, kind, said, *, only=None, urgent=False):
    """One SMS a party (or one alone, by its id) that has a mobile, not in the night unless urgent; how many are new."""
    posted = 0
    hours = None if urgent else quiet.hours_of(case.organization)
    office, call = wording.office(case.organization), wording.call(case.organization)
    for row in case.dispute.participations.filter(left_at__isnull=True).select_related("party", "user"):
        number = row.party.text_number
        if not number or only not in (None, row.pk):
            continue
        # A protected person's message names nothing, not even who sends it (security reference trap 3).
        own = NEUTRAL if row.party.safe_contact else office + wording.greeting(row.party.name) + said + call
        mark = f"{key}:{row.user_id}"
        posted += not outbox.has(mark)
        facts = {"user": row.user, "address": number, "about": str(case.uid), "quiet": hours}
        outbox.post(key=mark, kind=kind, channel="sms", body=own, **facts)
    return posted


def _when(session):
    start = timezone.localtime(session.starts_at)
    return _("{month}月{day}日{time}在{place}").format(
        month=start.month, day=start.day, time=f"{start:%H:%M}", place=session.place
    )
