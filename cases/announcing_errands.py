"""Who hears of an errand: whoever is asked, the mediator and whoever asked; the one who asked when its day has passed.

Whoever is asked learns whom to see, where and by when: nothing of the dispute (人民调解法第15条). So his messages name
neither the case nor a party, and their link leads to the errand's own page.
"""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import standing
from cases.clauses import near
from cases.models.errand import Errand
from cases.texting import text_staff
from notices import outbox
from organizations import roster


def tell(case, spec, entry):
    """Post what a step of an errand says to those whom it concerns; the entry's place makes each key unique."""
    if "answered_errand" in entry.facts:
        _tell_the_office(case, spec, entry, _row(entry.facts["answered_errand"]))
    elif "dropped_errand" in entry.facts:
        _tell_the_helper(case, spec, entry, _row(entry.facts["dropped_errand"]), _("有一件请您帮忙的事，不用办了。"))
    else:
        errand = _row(entry.facts["errand"])
        said = _("有一件事请您帮忙，{day}前。请打开“要我帮的事”看。").format(day=near(errand.due_on))
        _tell_the_helper(case, spec, entry, errand, said)


def _row(pk):
    return Errand.objects.select_related("asked_of", "asked_by", "participation__party").get(pk=pk)


def _tell_the_helper(case, spec, entry, errand, said):
    """In the inbox, and by text or else by e-mail, so that somebody without the page open hears of it."""
    user, subject = errand.asked_of, _("要我帮的事")
    key = f"entry:{entry.dispute_id}:{entry.place}:{user.pk}"
    facts = {"kind": spec.name, "about": str(case.uid), "user": user}
    link = reverse("cases:errand", args=[errand.pk])
    outbox.post(key=key, channel="in_app", subject=subject, body=said, link=link, **facts)
    texted = text_staff(case, user, said, key=f"{key}:sms", kind=spec.name)
    if not texted and user.email:
        outbox.post(key=f"{key}:mail", channel="email", subject=subject, body=said, **facts)


def _tell_the_office(case, spec, entry, errand):
    """The mediator and whoever asked; what needs somebody at once is said first."""
    name, party = errand.asked_of.name, errand.participation.party.name
    if errand.is_worrying:
        said = _("{name}去看了{party}：让人担心，请您马上过问。")
    elif errand.wants_a_call:
        said = _("{name}回话：{party}那里请您打个电话。")
    else:
        said = _("{name}回话：去找{party}的事办过了。")
    body = said.format(name=name, party=party)
    if errand.is_worrying and errand.wants_a_call:
        body += _("要打电话。")
    for user in _who_may_hear(case, case.mediator, errand.asked_by):
        outbox.post(
            key=f"entry:{entry.dispute_id}:{entry.place}:{user.pk}", kind=spec.name, about=str(case.uid),
            channel="in_app", user=user, subject=str(case.dispute.title), body=body, link=f"/cases/{case.uid}/",
        )  # fmt: skip


def _who_may_hear(case, *people):
    """Those of some people who still handle the case, each once; the heads where nobody of them does any more."""
    known = dict.fromkeys(user for user in people if user is not None)
    handle = [user for user in known if standing.role_for(user, "view_full_case", case) is not None]
    return handle or standing.free(case, roster.heads(case.organization))


def remind(today=None):
    """Tell whoever asked, once, that the day of an errand has passed without an answer; how many messages are new.

    Where he does not handle the case any more, its mediator hears of it.
    """
    today = today or timezone.localdate()
    late = Errand.objects.filter(ended_at=None, due_on__lt=today).order_by("due_on", "pk")
    rows = late.select_related(
        "case__dispute", "case__organization", "case__mediator", "asked_of", "asked_by", "participation__party"
    )
    return sum(_say_it_is_late(errand) for errand in rows)


def _say_it_is_late(errand):
    case = errand.case
    user = next(iter(_who_may_hear(case, errand.asked_by, case.mediator)), None)
    if user is None:
        return 0
    key = f"errand:{errand.pk}:{errand.due_on}:{user.pk}"
    is_new = not outbox.has(key)
    body = _("请{name}去找{party}的事过了日子（{day}），还没有回话，请打个电话问问。").format(
        name=errand.asked_of.name, party=errand.participation.party.name, day=near(errand.due_on)
    )
    outbox.post(
        key=key, kind="deadline_red", about=str(case.uid), channel="in_app", user=user,
        subject=str(case.dispute.title), body=body, link=f"/cases/{case.uid}/",
    )  # fmt: skip
    return int(is_new)
