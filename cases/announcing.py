"""Who hears of a step: messages written into the outbox in the step's own transaction."""

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import language
from accounts.roles import Role
from cases import announcing_errands, appointments, deadlines, quiet, standing, wording
from cases.clauses import near
from cases.models import RiskReport
from cases.models.people import APPOINTED, Mandate
from cases.texting import text_staff
from mediation import days
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
    if _everybody_was_there(case, spec, entry) or _is_old_news(case, facts):
        return
    if spec.name == "report_risk" and entry.facts["level"] == RiskReport.Level.RED:
        _text_the_office(case, entry, [*audiences["heads"](), *audiences["mediator"]()])
    told = set()
    barred = standing.barred_from(case) if audiences.keys() & set(spec.tells) else set()
    if spec.name == "schedule_session":
        _mail_appointment(case, entry)
    for group in spec.tells:
        if group == "parties":
            _tell_parties(case, spec, entry)
            continue
        if group == "its_person":
            _tell_parties(case, spec, entry, only=entry.facts["participation"])
            continue
        if group == "errand":
            announcing_errands.tell(case, spec, entry)
            continue
        if group == "client_and_agent":
            _tell_of_the_end(case, entry, facts["mandate"])
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


def _text_the_office(case, entry, people):
    """An urgent danger reaches whoever is to act by SMS too, at any hour; it says nothing of the case."""
    barred = standing.barred_from(case)
    for user in {user.pk: user for user in people}.values():
        if user.pk not in {*barred, entry.actor_id}:
            said = _("有一件案件报告了紧急危险，请马上打开系统看。")
            key = f"urgent:{entry.dispute_id}:{entry.place}:{user.pk}"
            text_staff(case, user, said, key=key, kind="urgent", urgent=True)


# The steps that a mediator takes at the door before he settles; the settling itself is told, once.
AT_THE_DOOR = ("register", "submit", "accept", "choose_mediator", "assign_mediator", "accept_assignment")


def _everybody_was_there(case, spec, entry):
    """The people at the door need no message about what they have just seen, nor the office about its parts."""
    if not case.dispute.on_the_spot or entry.actor_id != case.dispute.registered_by_id:
        return False
    return spec.name in AT_THE_DOOR or (spec.name == "close" and case.closed_on == case.effective_on)


def _is_old_news(case, facts):
    """A register carried over tells of all its cases in one message (intake/importing.py); a danger is told by itself."""
    return bool(facts.get("carried_over")) and not case.dispute.danger


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


# What a party hears by SMS, in its own language (ux reference § 6: at most 70 characters, the human telephone in every message).
TEXTS = {
    "accept": gettext_lazy("您的纠纷已受理，案号{number}。"),
    "decline": gettext_lazy("您的纠纷没有受理，您还可以起诉或找有关部门处理。"),
    "refuse": gettext_lazy("一方不同意调解，调解结束，您还可以起诉。"),
    "assign_mediator": gettext_lazy("调解员是{mediator}，想换人可以提出。"),
    "schedule_session": gettext_lazy("已约好调解：{session}。"),
    "replace_mediator": gettext_lazy("调解员换成了{mediator}，想换人可以提出。"),
    "answer_complaint": gettext_lazy("您的投诉司法局已经答复，请点开看。"),
    "rule_on_objection": gettext_lazy("您提出换调解员，主任已经答复，请点开看。"),
    "end_mandate": gettext_lazy("{agent}以后不再替您办这件事。"),
    "extend_term": gettext_lazy("双方同意，调解期限延长了。"),
    "suspend": gettext_lazy("调解先停一停，恢复时会告诉您。"),
    "resume": gettext_lazy("调解恢复了，调解员会约时间。"),
    "record_oral_agreement": gettext_lazy("口头协议已记下，今天起生效，请照着做。"),
    "freeze_agreement": gettext_lazy("调解协议写好了，请看过再签。"),
    "reopen_talks": gettext_lazy("协议要再商量，之前的签名作废。"),
    "urge_performance": gettext_lazy("协议约定的一件事已经到期，请照着做；做到了请告诉调解员。"),
    "lapse_confirmation": gettext_lazy("一起申请司法确认的期限过了，协议仍然有效，不履行可以起诉。"),
    "take_effect": gettext_lazy("调解协议已生效，30天内双方可一起申请司法确认。"),
    "terminate": gettext_lazy("没有谈成，调解结束，您还可以起诉。"),
    "end_mediation": gettext_lazy("有一方结束了调解，您还可以起诉。"),
    "withdraw": gettext_lazy("申请已撤回。"),
    "close": gettext_lazy("案件已结案，谢谢您。"),
}
# What the parties are reminded of before a day that is theirs to keep.
REMINDERS = {
    deadlines.PERFORMANCE: gettext_lazy("协议约定的一件事{day}到期，请记得照着做。"),
    deadlines.CONFIRMATION: gettext_lazy("双方可以一起申请司法确认，最晚{day}。"),
}
NEUTRAL = gettext_lazy("您有一份材料待查看。")
# To who spoke for somebody: that it is over, and not why.
FAREWELL = gettext_lazy("您以后不再代办这件事，谢谢您。")


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

    def said():
        return wording.filled(
            case.organization,
            spec.name,
            text,
            number=case.number,
            mediator=case.mediator.name if case.mediator_id else "",
            session=_when(session) if session else "",
        )

    urgent = session is not None and quiet.is_urgent(session.starts_at)
    _text_parties(case, f"entry:{entry.dispute_id}:{entry.place}", spec.name, said, only=only, urgent=urgent)


def _tell_of_the_end(case, entry, mandate):
    """Somebody appointed speaks for a party no more: the party hears who, he himself that it is over; no text to the dead.

    Who speaks by law (a guardian, a legal representative) is replaced by the office with the family or the organization.
    """
    if mandate.kind not in APPOINTED:
        return
    ended, key = Mandate.Ended(mandate.ended_how), f"entry:{entry.dispute_id}:{entry.place}"
    if ended != Mandate.Ended.CLIENT_DIED:

        def said():
            return wording.filled(case.organization, "end_mandate", TEXTS["end_mandate"], agent=mandate.person.name)

        _text_parties(case, key, "end_mandate", said, only=mandate.participation_id)
    if ended != Mandate.Ended.SPEAKER_DIED and mandate.person.text_number:
        with translation.override(language.of_person(mandate.person.language)):
            words = _whole(case, mandate.person, str(FAREWELL))
        facts = {"user": mandate.user, "address": mandate.person.text_number, "about": str(case.uid)}
        hours = quiet.hours_of(case.organization)
        outbox.post(key=f"{key}:{mandate.user_id}", kind="end_mandate", channel="sms", body=words, quiet=hours, **facts)


def remind_parties(case, key, deadline):
    """Text the parties of a day that is near (an instalment, the last day for judicial confirmation); how many are new."""
    words = REMINDERS.get(deadline.code)
    if words is None:
        return 0

    def said():
        return wording.filled(case.organization, deadline.code, words, day=near(deadline.ends_on))

    return _text_parties(case, key, "reminder", said)


def _text_parties(case, key, kind, said, *, only=None, urgent=False):
    """One SMS a party (or one alone, by its id) that has a mobile, not in the night unless urgent; how many are new.

    said: gives the words in the language of the moment, asked once a language
    """
    posted, spoken = 0, {}
    hours = None if urgent else quiet.hours_of(case.organization)
    for row in case.dispute.participations.filter(left_at__isnull=True).select_related("party", "user"):
        number = row.party.text_number
        if not number or only not in (None, row.pk):
            continue
        tongue = language.of_person(row.party.language)
        with translation.override(tongue):
            if tongue not in spoken:
                spoken[tongue] = said()
            own = _whole(case, row.party, spoken[tongue])
        mark = f"{key}:{row.user_id}"
        posted += not outbox.has(mark)
        facts = {"user": row.user, "address": number, "about": str(case.uid), "quiet": hours}
        outbox.post(key=mark, kind=kind, channel="sms", body=own, **facts)
    return posted


def _whole(case, party, said):
    """A party's text from end to end; a protected person's names nothing, not even who sends it (security reference trap 3)."""
    if party.safe_contact:
        return str(NEUTRAL)
    office, call = wording.office(case.organization), wording.call(case.organization)
    return office + wording.greeting(party.name) + said + call


def _when(session):
    start = timezone.localtime(session.starts_at)
    when = days.moment(days.short(start.date()), f"{start:%H:%M}")
    return _("{when}在{place}").format(when=when, place=session.place)
