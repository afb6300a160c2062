"""The form of a step: django-fsm's transition with what the screen, the log and the engine need to know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django_fsm import GET_STATE, transition

from cases.models.entry import Entry

EVERYBODY = Entry.Audience.EVERYBODY
OFFICE = Entry.Audience.OFFICE
MEDIATOR = Entry.Audience.MEDIATOR
AUTHOR = Entry.Audience.AUTHOR
BUREAU = Entry.Audience.BUREAU


@dataclass(frozen=True)
class Closed:
    """Why a step cannot be taken now: a sentence that says what to do, and the article behind it."""

    sentence: str
    law: str = ""

    def __str__(self):
        return _("{sentence}（{law}）").format(sentence=self.sentence, law=self.law) if self.law else str(self.sentence)


def leads(to):
    """Mark a target that is decided after the method ran: to(source) gives the states it may lead to (for drawings)."""

    def mark(decide):
        decide.leads = to
        return decide

    return mark


@dataclass(frozen=True)
class Step:
    """What a decorated method is, beyond its name.

    source, target: states (target None: it stays; a callable: decided after the method ran)
    requires: functions (thing, by, facts) -> Closed | None, each named for what holds
    button: the words on the button; log: the timeline's sentence with {placeholders} for ids in the facts
    audience: who may read the entry (a callable (facts) -> audience where the step's own form decides)
    tells: kinds of people that hear of it; papers: (thing, by, facts) -> drafts rendered before the lock
    then: nested steps, (thing, facts, documents) -> [(thing, step name, facts)], taken in the same transaction
    screen: False for a step that another step or the clock takes, so no page offers it
    reworded: the words that the case is found by may be others afterwards
    """

    name: str
    source: tuple
    target: object
    requires: tuple
    button: str
    log: str
    audience: object
    tells: tuple
    papers: Callable | None
    then: Callable | None
    screen: bool
    hint: str
    reworded: bool


def step(
    *,
    source,
    target,
    button: str,
    log: str,
    requires: Sequence[Callable] = (),
    audience=EVERYBODY,
    tells: Sequence[str] = (),
    papers: Callable | None = None,
    then: Callable | None = None,
    screen: bool = True,
    hint: str = "",
    reworded: bool = False,
):
    """Declare a method to be a step of its machine; only cases/engine.py may call it.

    django-fsm's `conditions` and `permission` stay empty: requirements need the facts and answer with a reason, and
    rights are the matrix's (house rules § 3).
    """
    sources = (source,) if isinstance(source, str) else tuple(source)

    def decorate(method):
        spec = Step(
            name=method.__name__,
            source=sources,
            target=target,
            requires=tuple(requires),
            button=button,
            log=log,
            audience=audience,
            tells=tuple(tells),
            papers=papers,
            then=then,
            screen=screen,
            hint=hint,
            reworded=reworded,
        )
        reached = GET_STATE(lambda thing, **_facts: target(thing)) if callable(target) else target
        return transition(field="state", source=list(sources), target=reached, custom={"step": spec})(method)

    return decorate


def steps_of(model):
    """{name: Step} of a model's machine, in the order of its definition."""
    field = model._meta.get_field("state")
    return {
        name: next(iter(method._django_fsm.transitions.values())).custom["step"]
        for name, method in field.transitions[model].items()
    }
