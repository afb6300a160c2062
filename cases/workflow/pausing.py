"""The term of the mediation: longer by consent of each side, interrupted for a reason, taken up again."""

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases import deadlines, filing, regimes
from cases.models.people import Consent
from cases.papers import mediation as papers
from cases.states import CaseState
from cases.step import Closed, step
from cases.workflow import requirements as must

S = CaseState


def each_side_consents_to_this_extension(case, by, facts):
    """An extension is agreed by each side anew; the consent to the one before does not count for this one."""
    words = must.consents_of(case, Consent.Purpose.EXTENSION)
    since = case.extensions.values_list("extended_at", flat=True).last() if words else None
    words = {key: row.given for key, row in words.items() if since is None or row.given_at > since}
    for row in must.sides_of(case):
        if not words.get(row.pk):
            missing = (
                _now("{name}不同意延长，期满只能结束调解。")
                if row.pk in words
                else _now("还没有问{name}同不同意延长，请先问一问并记下来。")
            )
            return Closed(missing.format(name=row.party.name))
    return None


def the_new_day_is_later(case, by, facts):
    until = facts.get("until")
    if until is None:
        return None
    running = regimes.running_term(case)
    if running is None or until > running.ends_on:
        return None
    return Closed(
        _now("新的期限要比现在的晚，现在到{month}月{day}日。").format(
            month=running.ends_on.month, day=running.ends_on.day
        )
    )


def the_review_day_is_near_enough(case, by, facts):
    """A pause has an end: the case comes up again on a day, at most so many days away."""
    review_on = facts.get("review_on")
    if review_on is None:
        return None
    today = timezone.localdate()
    latest = deadlines.last_day_of(deadlines.REVIEW, organization=case.organization, start=today).date
    if today < review_on <= latest:
        return None
    return Closed(
        _now("复查日要在明天到{month}月{day}日之间，到那天还不能谈可以再中止。").format(
            month=latest.month, day=latest.day
        )
    )


class Pausing:
    """Extension, suspension, resumption."""

    @step(
        source=(S.MEDIATING, S.SUSPENDED),
        target=None,
        button=_("延长调解期限"),
        log=_("调解期限延长到{until}"),
        requires=[each_side_consents_to_this_extension, the_new_day_is_later],
        papers=papers.extension_consent,
        tells=["parties"],
        hint=_("延长要每一方都同意，先记下各方对这次延长的意见。"),
    )
    def extend_term(self, *, by, at, documents, until, reason):
        """A new last day beside the old one, which stays on record."""
        term = regimes.of(self).term
        before = deadlines.prolong(self, term, until=until, on=timezone.localdate(at))
        self.extensions.create(before=before, until=until, reason=reason, extended_by=by, extended_at=timezone.now())
        papers.ask_extension_signatures(self, documents, at)
        return {"before": before, "until": until, "reason_sha256": filing.digest(reason)}

    @step(
        source=S.MEDIATING,
        target=S.SUSPENDED,
        button=_("先停一停"),
        log=_("中止调解，{review_on}复查"),
        requires=[must.a_reason_is_given, the_review_day_is_near_enough],
        tells=["parties"],
        hint=_("中止期间调解期限停着，到复查日自动恢复；当事人随时可以结束调解。"),
    )
    def suspend(self, *, by, at, documents, reasons, review_on, text=""):
        """Appraisal, at sea, out of reach, a suspected sham: the talks rest until a day that is fixed.

        The log does not say why: whoever is suspected of a sham reads it too.
        """
        on = timezone.localdate(at)
        deadlines.pause(self, *regimes.of(self).pauses, on=on)
        deadlines.start_until(
            self, deadlines.REVIEW, name=_now("复查能不能接着调解"), on=on, ends_on=review_on, owner="mediator"
        )
        pause = self.pauses.create(
            from_on=on, review_on=review_on, text=text, suspended_by=by, suspended_at=timezone.now()
        )
        return {
            "pause": pause.pk,
            "reasons": [reason.pk for reason in reasons],
            "review_on": review_on,
            "text_sha256": filing.digest(text),
        }

    @step(
        source=S.SUSPENDED,
        target=S.MEDIATING,
        button=_("恢复调解"),
        log=_("恢复调解，期限到{until}"),
        tells=["parties", "mediator"],
    )
    def resume(self, *, by, at, documents):
        """The clocks run on with the days that were left."""
        on = timezone.localdate(at)
        deadlines.meet(self, deadlines.REVIEW)
        deadlines.resume(self, on=on)
        self.pauses.filter(resumed_on__isnull=True).update(resumed_on=on)
        running = self.deadlines.filter(code=regimes.of(self).term, status="running").first()
        return {"until": running and running.ends_on}
