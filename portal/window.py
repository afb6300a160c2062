"""What the pages of one case show to one person, gathered in a fixed number of queries."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import reading, reading_copy, regimes, titles
from cases.getting import may
from cases.models import Deadline, Evidence
from cases.states import CaseState
from cases.step import steps_of
from mediation import days
from portal import contact, entrance, papers, progress, promises, todo

LINES_SHOWN = 200
HASTY = "hasty"  # in the session of somebody who has just reported a danger
# At the foot of the page: what ends the case; each has a page that asks once more.
ENDINGS = (
    ("end_mediation", gettext_lazy("不想调解了")),
    ("withdraw", gettext_lazy("撤回申请")),
)
# Beside the telephone of the mediator: what a party may wish of him.
WISHES = {
    False: (("choose_mediator", gettext_lazy("想自己选调解员")),),
    True: (("object_to_mediator", gettext_lazy("想换调解员")),),
}
AFTER_EFFECT = (
    (gettext_lazy("可以请调委会督促对方照做"), gettext_lazy("人民调解法第31条")),
    (gettext_lazy("可以向法院起诉"), gettext_lazy("人民调解法第32条")),
)


def frame(request, case, person, *, secret=False):
    """What every page of a case shows: office, telephone, the exit, the other ways; whether the browser keeps typing.

    secret: this page at least is one to leave with a tap
    """
    hasty = secret or request.session.get(HASTY, False) or needs_a_quick_exit(case, person)
    return contact.of_case(case) | {
        "case": case,
        "person": person,
        "quick_exit": hasty,
        "keep_nothing": hasty or entrance.on_shared_device(request),
        **ways(case),
    }


def needs_a_quick_exit(case, person):
    """Every quarrel in a family, and a person whose contact is protected: the page can be left with one tap.

    Not only once a danger was reported: whoever it was reported of would see his own page change.
    Types whose papers are signed in ink only are those of marriage and family (电子签名法第3条).
    """
    return person.party.safe_contact or case.dispute_type.ink_only


def may_take(case, name):
    """Whether the person who got this case may take a step from here, as far as its state and his standing go."""
    return case.state in steps_of(type(case))[name].source and may(case, name)


def of(request, case, person):
    """The case's page."""
    agreement = papers.agreement_of(case)
    rows = promises.rows_of(agreement) if agreement else []
    gets, does = promises.summary(rows, person.participation)
    dues = promises.dues(rows, person) if case.effective_on is not None else []
    waiting = papers.waiting_for(case, person)
    running = list(Deadline.objects.filter(case=case, status=Deadline.Status.RUNNING))
    said = todo.own_words(case, person) if case.state in todo.ASKED_WHILE else {}
    due, due_words = progress.clock(case, running)
    return frame(request, case, person) | {
        "agreement": agreement,
        "stage": progress.sentence(case, agreement),
        "stages": progress.stages(case),
        "due": due,
        "due_words": due_words,
        "tasks": todo.tasks(case, said=said, running=running, waiting=waiting, dues=dues),
        "session": next_session(case),
        "gets": gets,
        "does": does,
        "dues": dues,
        "can_report": may_take(case, "record_performance"),
        "papers": papers.shown(papers.given(case, person, agreement), agreement, waiting),
        "can_add": may_take(case, "add_evidence"),
        "endings": endings(case, person),
        "wishes": wishes(case) + todo.second_thoughts(case, said, running),
        "can_complain": may_take(case, "complain"),
        "can_warn": may_take(case, "report_risk"),
        "confirmation_ends": progress.confirmation_ends(running),
    }


def next_session(case):
    """The meeting that is arranged, or None."""
    if case.state != CaseState.MEDIATING:
        return None
    today = timezone.localdate()
    arranged = case.sessions.filter(recorded_at=None).order_by("starts_at")
    return next((one for one in arranged if timezone.localdate(one.starts_at) >= today), None)


def wishes(case):
    """(step, words) of what a party may ask for about the mediator: whom, and once there is one, another."""
    return [(name, words) for name, words in WISHES[bool(case.mediator_id)] if may_take(case, name)]


def endings(case, person):
    """(step, words) of what ends the case and is this person's to do."""
    return [(name, words) for name, words in ENDINGS if may_take(case, name) and (person.applied or name != "withdraw")]


def ways(case):
    """The other ways open to a party (人民调解法第3、26条), or after effect what he can do when it is not kept."""
    if case.effective_on is not None:
        return {"ways_after_effect": AFTER_EFFECT}
    return {"ways": regimes.of(case).exits}


def log(request, case, person):
    """What happened, what the person handed in, what is on file about him."""
    lines = reading.lines(case, person.user, case.held, limit=LINES_SHOWN)
    return frame(request, case, person) | {
        "lines": [line for line in lines if not line.private],
        "objections": list(case.objections.filter(participation=person.participation)),
        "complaints": list(case.complaints.filter(participation=person.participation)),
        "evidence": Evidence.objects.filter(case=case, given_by=person.participation).order_by("-pk"),
        "can_add": may_take(case, "add_evidence"),
        "rows": on_file(person),
    }


def paper(request, case, person, document):
    """One paper to read: its own words, above them what they mean where the page is not Chinese."""
    return frame(request, case, person) | {
        "document": document,
        "title": titles.of_paper(document.title),
        "text": reading_copy.of(document, papers.agreement_of(case), person.participation),
        "in_chinese": days.in_chinese(),
    }


def on_file(person):
    """(label, what is shown) of the person's own data: masked, because the telephone may lie in other hands."""
    party = person.party
    kept = _("已登记，网上不显示")
    rows = [
        (_("姓名"), party.name),
        (_("手机"), party.masked_phone),
        (_("证件号"), party.masked_id),
        (_("住址"), kept if party.address else ""),
        (_("代为联系的人"), party.contact_name),
    ]
    return [(label, text or _("没有登记")) for label, text in rows]


def cards(cases):
    """The list of cases: (case, sentence)."""
    return [(one, progress.sentence(one, None)) for one in cases]
