"""Small errands: a grid worker or a volunteer is asked, answers with three words, or need not go any more."""

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases import deadlines, errands, standing
from cases.models.errand import Errand
from cases.states import CaseState
from cases.step import OFFICE, Closed, step
from cases.workflow import requirements as must

S = CaseState
WHEN = (S.ACCEPTED, S.ASSIGNED, S.MEDIATING, S.SUSPENDED, S.AGREEING, S.EFFECTIVE, S.CLOSED)
# Days ahead at the most: what lies further off is no small errand.
FURTHEST = 60


def nobody_is_in_danger(case, by, facts):
    """Where it may come to blows nobody is sent to the door; the police are (人民调解法第25条)."""
    if not case.dispute.danger:
        return None
    return Closed(
        _now("这件案件报告过危险，不能请别人上门。请和派出所商量，由办案的人自己去。"), _now("人民调解法第25条")
    )


def the_person_is_not_protected(case, by, facts):
    """Whose contact is protected is met by those who handle the case alone."""
    person, people = facts.get("participation"), must.sides_of(case)
    if person is not None and person.party.safe_contact:
        return Closed(_now("{name}的联系方式要保护，不能请别人去找，请您自己联系。").format(name=person.party.name))
    if not facts and people and all(row.party.safe_contact for row in people):
        return Closed(_now("当事人的联系方式都要保护，不能请别人去找，请您自己联系。"))
    return None


def the_helper_is_impartial(case, by, facts):
    """A grid worker or mediator of the body, not the one who mediates it, and without a tie to a party."""
    helper = facts.get("asked_of")
    if helper is None or helper in errands.helpers(case, by):
        return None
    if helper in errands.serving(case) and helper != by:
        return Closed(
            _now("{name}和当事人有关系，请另请一位。").format(name=helper.name), _now("人民调解法第15条，应当回避")
        )
    return Closed(_now("请从本调委会的网格员和别的调解员里选一位。"))


def it_is_known_where_to_go(case, by, facts):
    person = facts.get("participation")
    if person is None or facts.get("place") or person.party.address:
        return None
    return Closed(_now("没有登记{name}的住址，请写上去哪里找。").format(name=person.party.name))


def there_is_time_to_go(case, by, facts):
    """A day from today on that is not far off."""
    day, today = facts.get("due_on"), timezone.localdate()
    if day is None or today <= day <= deadlines.days_ahead(today, FURTHEST):
        return None
    if day < today:
        return Closed(_now("这一天已经过了，请改成今天或者以后。"))
    return Closed(_now("太远了，请选{days}天以内的一天。").format(days=FURTHEST))


def an_errand_is_open(case, by, facts):
    """The errand is of this very case and still waits."""
    errand = facts.get("errand")
    if errand is None:
        waits = bool(facts) or any(row.is_open for row in errands.of_case(case))
        return None if waits else Closed(_now("没有请人帮忙还没办的事。"))
    if case.errands.filter(pk=errand.pk, ended_at=None).exists():
        return None
    return Closed(_now("这件事已经办过，或者不用办了。"))


def it_was_asked_of_oneself(case, by, facts):
    errand = facts.get("errand")
    if errand is None or errand.asked_of_id == by.pk:
        return None
    return Closed(_now("这件事请的是别人。"))


def who_was_seen_is_described(case, by, facts):
    """How somebody looked is known of whom one has seen, and of nobody else."""
    if (facts.get("met") == Errand.Met.SEEN) == bool(facts.get("mood")):
        return None
    return Closed(_now("见到了的，请再选看上去怎么样。"))


class Errands:
    """Asking, answering, taking back; the parties hear of none of it."""

    @step(
        source=WHEN,
        target=None,
        button=_("请人帮一件事"),
        log=_("请{asked_of}帮忙去找{participation}：{what}"),
        audience=OFFICE,
        requires=[
            nobody_is_in_danger,
            must.it_is_one_of_its_people,
            the_person_is_not_protected,
            the_helper_is_impartial,
            it_is_known_where_to_go,
            there_is_time_to_go,
        ],
        tells=["errand"],
        hint=_("请来帮忙的人只看到去找谁、去哪里、哪天以前，看不到案件。"),
    )
    def ask_errand(self, *, by, at, documents, what, participation, asked_of, due_on, place=""):
        """A grid worker or a volunteer goes there; he gets his errand's own page, not the case."""
        errand = self.errands.create(
            what=what, participation=participation, place=place, due_on=due_on, asked_of=asked_of, asked_by=by,
            asked_at=at,
        )  # fmt: skip
        standing.grant(asked_of, self, errands.GRANT, source=errands.source(errand))
        return {"errand": errand.pk, "asked_of": asked_of.pk, "participation": participation.pk, "what": what}

    @step(
        source=WHEN,
        target=None,
        button=_("办好了"),
        log=_("{asked_of}去找过{participation}，回了话"),
        audience=OFFICE,
        requires=[an_errand_is_open, it_was_asked_of_oneself, who_was_seen_is_described],
        tells=["errand"],
        screen=False,
    )
    def answer_errand(self, *, by, at, documents, errand, met, calling, mood=""):
        """Three choices and no text, so that nothing of the case is written outside it; then it is over."""
        errand.met, errand.mood, errand.calling, errand.ended_at = met, mood, calling, timezone.now()
        errand.save(update_fields=["met", "mood", "calling", "ended_at"])
        standing.withdraw_grant(self, errands.GRANT, source=errands.source(errand))
        return {"answered_errand": errand.pk, "asked_of": errand.asked_of_id, "participation": errand.participation_id}

    @step(
        source=(*WHEN, S.ARCHIVED),
        target=None,
        button=_("不用帮忙了"),
        log=_("不用{asked_of}去找{participation}了：{dropped_why}"),
        audience=OFFICE,
        requires=[an_errand_is_open],
        tells=["errand"],
        hint=_("撤下以后会告诉请来帮忙的人，他那里就看不到了。"),
    )
    def drop_errand(self, *, by, at, documents, errand, why):
        """Whoever asked, or a colleague, takes it back; at the end of the case the calendar does."""
        errand.dropped_why, errand.ended_at = why, timezone.now()
        errand.save(update_fields=["dropped_why", "ended_at"])
        standing.withdraw_grant(self, errands.GRANT, source=errands.source(errand))
        return {
            "dropped_errand": errand.pk,
            "asked_of": errand.asked_of_id,
            "participation": errand.participation_id,
            "dropped_why": why,
        }
