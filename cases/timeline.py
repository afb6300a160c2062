"""The chained, append-only timeline: writing an entry, checking the chain, making sentences when read."""

import datetime as dt
import hashlib
import json
from decimal import Decimal

from django.db import models

from cases.models.entry import Entry


class BrokenChain(Exception):
    """An entry is missing, altered or out of place; says which."""


def digest(text):
    """sha256 of a text, as the timeline keeps it instead of the text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value):
    """A fact as the chain stores it: ids, codes, dates, amounts; long text only as its hash."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset | models.QuerySet):
        return [_plain(item) for item in value]
    return value


def _seal(entry, code):
    """The hash over everything an entry says and over the entry before it."""
    said = {
        "matter": code,
        "place": entry.place,
        "case": entry.case_id,
        "machine": entry.machine,
        "thing": entry.thing_id,
        "step": entry.step,
        "before": entry.before,
        "after": entry.after,
        "role": entry.role,
        "actor": entry.actor_id,
        "event_at": entry.event_at.astimezone(dt.UTC).isoformat(),
        "entered_at": entry.entered_at.astimezone(dt.UTC).isoformat(),
        "facts": entry.facts,
        "audience": entry.audience,
        "previous": entry.previous,
    }
    return digest(json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def write(thing, spec, *, by, role, before, event_at, entered_at, logged, facts):
    """Append one entry to the dispute's chain; the caller holds the dispute's lock."""
    dispute = thing.case.dispute
    model = type(dispute)
    length, head = model.objects.values_list("chain_length", "chain_head").get(pk=dispute.pk)
    audience = spec.audience(facts) if callable(spec.audience) else spec.audience
    entry = Entry(
        dispute=dispute,
        case=thing.case,
        place=length + 1,
        machine=thing._meta.model_name,
        thing_id=thing.pk,
        step=spec.name,
        before=before,
        after=thing.state,
        role=role,
        actor=by,
        event_at=event_at,
        entered_at=entered_at,
        facts={name: _plain(value) for name, value in logged.items()},
        audience=audience,
        previous=head,
    )
    entry.hash = _seal(entry, dispute.matter_code)
    entry.save(force_insert=True)
    model.objects.filter(pk=dispute.pk).update(chain_length=length + 1, chain_head=entry.hash)
    dispute.chain_length, dispute.chain_head = length + 1, entry.hash
    return entry


def verify(dispute):
    """Walk a dispute's chain; returns its length, raises BrokenChain at the first flaw."""
    previous, place = "", 0
    for entry in dispute.entries.order_by("place").iterator():
        place += 1
        if entry.place != place or entry.previous != previous or entry.hash != _seal(entry, dispute.matter_code):
            raise BrokenChain(f"{dispute.matter_code}: entry {entry.place} (expected {place}) does not fit its chain")
        previous = entry.hash
    if (place, previous) != (dispute.chain_length, dispute.chain_head):
        raise BrokenChain(f"{dispute.matter_code}: chain ends at {place}, the dispute says {dispute.chain_length}")
    return place
