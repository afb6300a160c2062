"""The only way a state ever moves: lock, state, right, requirements, method, save, entry, notices, in one transaction."""

import contextlib
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_fsm import can_proceed

from cases import announcing, finding, standing, timeline, turns
from cases.models.entry import SubmittedForm
from cases.papers import rendering
from cases.states import NEW
from cases.step import Closed, Step, steps_of


class Refused(Exception):
    """A step could not be taken; `reasons` are Closed. Nothing was written."""

    def __init__(self, *reasons):
        super().__init__("；".join(str(reason) for reason in reasons))
        self.reasons = reasons


class NotYours(Exception):
    """The matrix gives this user no standing for the step; views answer as if the thing did not exist."""


class Stale(Refused):
    """Somebody else moved the case after the form was opened; what was typed must be shown again."""


class AlreadyDone(Exception):
    """The same form arrived before and was carried out; `case` is where it was."""

    def __init__(self, case):
        super().__init__(f"done before on case {case.pk}")
        self.case = case


@dataclass(frozen=True)
class Offer:
    """A step as the screen shows it: open when nothing closes it."""

    step: Step
    thing: object
    closed: tuple

    @property
    def is_open(self):
        return not self.closed


def take(thing, name, /, *, by, seen=None, once=None, event_at=None, **facts):
    """Take one step and return the thing as it stands afterwards.

    thing: a Case or Agreement (unsaved, in state `new`, for a step that creates)
    seen: the case's version when the form was opened; a step that moves the state refuses an older one
    once: a UUID of the form; the same key a second time raises AlreadyDone and does nothing
    event_at: aware datetime when it happened, if earlier than now (event time beside entry time)
    Raises NotYours, Refused, Stale, AlreadyDone, and whatever makes a paper impossible (fonts.MissingGlyphs).
    """
    spec = steps_of(type(thing))[name]
    if spec.papers is not None and thing.pk is not None:
        # What the caller holds may be older than the database: papers are made from what is there now.
        thing = _reread(thing)
    # Layout takes a tenth of a second: before the lock, compared by the facts inside it (house rule 7).
    moment = event_at or timezone.now()
    prepared = rendering.prepare(spec, thing, by, facts, moment)
    try:
        with transaction.atomic():
            return _take_locked(thing, spec, by, facts, prepared, seen, once, event_at, moment)
    except IntegrityError as clash:
        if once is not None:
            earlier = SubmittedForm.objects.filter(key=once).select_related("case").first()
            if earlier is not None:
                raise AlreadyDone(earlier.case) from clash
        raise


def _take_locked(thing, spec, by, facts, prepared, seen, once, event_at, moment):
    thing = _lock(thing)
    now = timezone.now()
    role = _may_be_taken(thing, spec, by, facts, prepared, seen, once, event_at, now, moment)
    # Whatever language somebody's page has, what is written down is Chinese.
    with translation.override(settings.LANGUAGE_CODE):
        return _written_down(thing, spec, by, facts, prepared, role, once, event_at, now, moment)


def _written_down(thing, spec, by, facts, prepared, role, once, event_at, now, moment):
    """The step itself with everything that follows from it, inside the lock and after every check."""
    before = thing.state
    documents = rendering.record(prepared, case=thing.case, by=by)
    logged = getattr(thing, spec.name)(by=by, at=moment, documents=documents, **facts) or {}
    case = thing.case
    _save(thing, case, spec)
    logged |= {f"document_{code}": document.pk for code, document in documents.items()}
    if once is not None:
        SubmittedForm.objects.create(key=once, user=by, case=case, step=spec.name, sent_at=now)
    entry = timeline.write(
        thing, spec, by=by, role=role, before=before, event_at=moment, entered_at=now, logged=logged, facts=facts
    )
    announcing.announce(case, spec, entry, facts)
    nested = spec.then(thing, facts, documents) if spec.then else ()
    for other, name, other_facts in nested:
        others = dict(other_facts)
        take(other, name, by=others.pop("by", by), event_at=event_at, **others)
    return _reread(thing)


def _save(thing, case, spec):
    """The thing as the step left it, and its case with a new version, whose turn it is and what it is found by now."""
    if spec.target is not None:
        case.version += 1
    if thing is not case:
        thing.save()
    turns.refresh(case)
    if thing is case:
        thing.save()
    else:
        case.save(update_fields=["version", "due_on", "due_code", "turn", "turn_until"])
    if spec.reworded:
        finding.refresh(case)


def _may_be_taken(thing, spec, by, facts, prepared, seen, once, event_at, now, moment):
    """The role in which the step is taken; raises whatever forbids it, in the order of the house rules."""
    if once is not None:
        earlier = SubmittedForm.objects.filter(key=once).select_related("case").first()
        if earlier is not None:
            raise AlreadyDone(earlier.case)
    role = standing.role_for(by, spec.name, thing.case)
    if role is None:
        raise NotYours(spec.name)
    if event_at is not None and event_at > now:
        raise Refused(Closed(_("发生时间不能晚于现在，请改一下时间。")))
    if seen is not None and spec.target is not None and seen != thing.case.version:
        raise Stale(Closed(_("您打开这一页以后，案件有了新的变化。您写的内容还在，请看过新的情况再交。")))
    if not can_proceed(getattr(thing, spec.name), check_conditions=False):
        raise Refused(closed_by_state(thing, spec))
    asked = facts | {"at": moment}
    closed = [reason for check in spec.requires if (reason := check(thing, by, asked)) is not None]
    if closed:
        raise Refused(*closed)
    if rendering.changed(spec, thing, by, facts, moment, prepared):
        raise Stale(Closed(_("就在刚才，案件内容有了变化，文书要重新生成。您写的内容还在，请再点一次。")))
    return role


def _lock(thing):
    """The thing re-read under its locks, always dispute → case → thing (workflow reference § 6)."""
    case = thing.case
    if case.dispute.pk is None:
        return thing
    dispute = type(case.dispute).objects.select_for_update().get(pk=case.dispute.pk)
    if case.pk is None:
        case.dispute = dispute
        return thing
    model = type(case)
    locked = model.objects.select_for_update(of=("self",)).select_related("organization").get(pk=case.pk)
    locked.dispute = dispute
    if thing is case:
        return locked
    if thing.pk is None:
        thing.case = locked
        return thing
    thing = type(thing).objects.select_for_update().get(pk=thing.pk)
    thing.case = locked
    return thing


def _reread(thing):
    model = type(thing)
    if thing is thing.case:
        return model.objects.select_related("dispute", "organization").get(pk=thing.pk)
    return model.objects.select_related("case__dispute", "case__organization").get(pk=thing.pk)


def closed_by_state(thing, spec):
    """Why a step is not open in the state a thing is in."""
    label = thing.get_state_display() if thing.state != NEW else _("还没有登记")
    return Closed(_("现在是“{state}”，不能{step}。请回到案件页看下一步。").format(state=label, step=spec.button))


def offers(thing, user, held=None):
    """The steps this user could take from here, closed ones with their reasons (for the screen; takes nothing).

    held: his (role, standing) pairs on the case, where the caller has read them already
    """
    found = []
    pairs = standing.pairs(user, thing.case) if held is None else held
    for spec in steps_of(type(thing)).values():
        if not spec.screen or thing.state not in spec.source:
            continue
        if standing.role_among(pairs, spec.name) is None:
            continue
        closed = tuple(reason for check in spec.requires if (reason := check(thing, user, {})) is not None)
        found.append(Offer(spec, thing, closed))
    return found


@contextlib.contextmanager
def together():
    """Several steps that count only together (register and submit of one form)."""
    with transaction.atomic():
        yield
