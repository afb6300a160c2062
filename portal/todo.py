"""What a person is asked to do next, the most urgent first; empty when it is somebody else's turn."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cases import regimes, titles
from cases.getting import may
from cases.models import Consent, SignatureRequest
from cases.states import CaseState
from mediation import days
from portal import progress, promises

S = CaseState
# Before acceptance nobody is asked: the register is issued with the last consent after it (人民调解法第17条); and no
# text is frozen before everybody has consented.
ASKED_WHILE = (S.ACCEPTED, S.ASSIGNED, S.MEDIATING, S.SUSPENDED)


@dataclass(frozen=True)
class Act:
    """A button of a task."""

    label: str
    url: str
    primary: bool = True


@dataclass(frozen=True)
class Task:
    """One thing asked of the person. call: whether the office's telephone belongs under it."""

    title: str
    why: str
    acts: tuple = ()
    call: bool = False


def tasks(case, *, said, running, waiting, dues):
    """Everything asked. said: the side's last Consent on each purpose; running: the clocks; waiting: open signature
    requests."""
    return [
        *_consent(case, said.get(Consent.Purpose.MEDIATION)),
        *_extension(case, said.get(Consent.Purpose.EXTENSION), running),
        *_signatures(case, waiting),
        *(task for due in dues if (task := _due(case, due)) is not None),
    ]


def own_words(case, person):
    """{purpose: the last Consent of the person's side}."""
    rows = Consent.objects.filter(case=case, participation=person.participation).order_by("pk")
    return {row.purpose: row for row in rows}


def step_url(case, name, **query):
    """Where a step of the portal is taken, with what is chosen already."""
    return reverse("portal:step", args=[case.uid, name], query=query or None)


def _consent(case, consent):
    if consent is not None or case.state not in ASKED_WHILE or not may(case, "record_consent"):
        return []
    return [
        Task(
            _("请您说一下：愿不愿意调解"),
            _("双方都愿意，才能调解。不收费。"),
            (Act(_("我来说"), step_url(case, "record_consent")),),
        )
    ]


def _extension(case, said, running):
    """Asked when the term comes to its end: each side consents anew to each extension."""
    term = _ending(case, running)
    if term is None or _has_spoken(case, said):
        return []
    return [
        Task(
            _("请您说一下：愿不愿意延长调解期限"),
            _("调解期限到{day}。没谈完，双方都愿意，可以延长。").format(day=progress.short_day(term.ends_on)),
            (Act(_("我来说"), step_url(case, "consent_to_extension")),),
        )
    ]


def second_thoughts(case, said, running):
    """(page, words) of a word on the extension that can still be changed; none when there is none."""
    if _ending(case, running) is None or not _has_spoken(case, said.get(Consent.Purpose.EXTENSION)):
        return []
    return [("consent_to_extension", _("延长期限的事，改主意了"))]


def _ending(case, running):
    """The term that comes to its end while the parties may still say something about it, or None."""
    term = next((row for row in running if row.code == regimes.of(case).term), None)
    asked = progress.ends_soon(term) and case.state == S.MEDIATING and may(case, "record_consent")
    return term if asked else None


def _has_spoken(case, said):
    """Whether the side's last word was said on this extension, not on one before."""
    return said is not None and not case.extensions.filter(extended_at__gte=said.given_at).exists()


def _signatures(case, waiting):
    if case.state == S.ARCHIVED:
        return []  # what nobody signed by now goes into the archive as it is
    agreement_first = sorted(waiting, key=lambda row: row.agreement_id is None)
    open_ones = [row.document for row in agreement_first if row.status == SignatureRequest.Status.WAITING]
    if not open_ones:
        return []
    named = _("，").join(_titles(open_ones)) if not days.in_chinese() else "".join(_titles(open_ones))
    office = case.organization.short_name or case.organization.name
    return [
        Task(
            _("请签{titles}").format(titles=named),
            _("先看清楚，同意再签。请带身份证到{office}签；走不开，打电话请调解员上门。").format(office=office),
            (Act(_("先看文书"), "#papers"),),
            call=True,
        )
    ]


def _titles(documents):
    """《title》 of each, several papers of one title as one with their number."""
    counted = Counter(titles.of_paper(document.title) for document in dict.fromkeys(documents))
    return [
        _("《{title}》").format(title=title)
        if count == 1
        else _("《{title}》{count}份").format(title=title, count=count)
        for title, count in counted.items()
    ]


def _due(case, due):
    if due.claim is not None and may(case, "confirm_performance"):
        return Task(
            _("对方说做到了，对不对"),
            _("{what}。对方报：{said}。").format(what=due.what, said=promises.said(due.claim)),
            (
                Act(_("对，收到了"), step_url(case, "confirm_performance", record=due.claim.pk)),
                Act(_("没收到"), step_url(case, "report_breach", instalment=due.part.pk), primary=False),
            ),
        )
    if not due.is_open or not due.is_near or not may(case, "record_performance"):
        return None
    when = _("{day}前").format(day=progress.short_day(due.part.due_on))
    if not due.owed:
        return Task(
            _("{when}，{what}").format(when=when, what=due.what),
            _("做到了，请在这里报一下，对方会看到。"),
            (Act(_("我做到了"), step_url(case, "record_performance", instalment=due.part.pk)),),
        )
    acts = [Act(_("收到了"), step_url(case, "record_performance", instalment=due.part.pk))]
    if due.can_be_denied:
        acts.append(Act(_("没收到"), step_url(case, "report_breach", instalment=due.part.pk), primary=False))
    return Task(_("{when}，{what}").format(when=when, what=due.what), _("收到了，请在这里报一下。"), tuple(acts))
