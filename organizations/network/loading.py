"""Loads a network: makes what is missing and leaves alone what is there, so that it can be run again at any time."""

import secrets
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts import administration
from accounts.roles import Role
from organizations import tree
from organizations.composition import term_end
from organizations.models import ADMIN_PERMISSIONS, Grid, MediatorProfile, Membership, Organization, Seal, Venue
from organizations.types import KINDS

TERM_YEARS = 3  # 人民调解法第9条
FIRST_PHONE = 13800009001


class DemoPeopleRefused(Exception):
    """Invented accounts with a shared password have no place in production."""


@dataclass
class Loaded:
    """What one run did: rows made and rows found per kind of row, and the password of the new accounts."""

    made: Counter = field(default_factory=Counter)
    found: Counter = field(default_factory=Counter)
    password: str = ""

    def count(self, what, is_new):
        (self.made if is_new else self.found)[what] += 1

    def lines(self):
        """One Chinese line per kind of row."""
        kinds = sorted({*self.made, *self.found}, key=_ORDER.index)
        return [f"{what}：新增{self.made[what]}，原有{self.found[what]}" for what in kinds]


_ORDER = ["调解组织和机构", "网格", "场所和渠道", "印章", "演示账号", "任职", "调解员档案"]


def load(network, *, draw_seal, with_people=True, password="", say=lambda line: None, today=None):
    """Loads `network` in one transaction and tells `say` in Chinese what it did; gives Loaded.

    `draw_seal(name)` gives PNG bytes; None loads no seals. With a `password` every demo account gets it; without one
    new accounts get a generated password and older ones keep theirs. Raises DemoPeopleRefused for people in production.
    """
    if with_people and settings.MODE == "production":
        raise DemoPeopleRefused("正式环境不能载入演示账号。请加 --without-people。")
    today = today or timezone.localdate()
    pictures = _pictures(network, draw_seal)  # slow work stays outside the transaction
    loaded = Loaded()
    with transaction.atomic():
        bodies = _load_bodies(network.bodies, loaded)
        grids = _load_rows(Grid, network.grids, "网格", bodies, loaded, ("name", "is_invented"))
        _load_rows(Venue, network.venues, "场所和渠道", bodies, loaded, _VENUE_FIELDS)
        if draw_seal is not None:
            _load_seals(bodies, pictures, loaded)
        if with_people:
            _load_people(network.people, bodies, grids, loaded, password, today)
    _tell(network, loaded, say)
    return loaded


_VENUE_FIELDS = ("kind", "name", "address", "is_invented", "note")


def _tell(network, loaded, say):
    say(f"载入{network.title}的调解网络：")
    for line in loaded.lines():
        say(f"  {line}")
    kinds = Counter(body.kind for body in network.bodies)
    for code, count in kinds.items():
        say(f"    {KINDS[code].label} {count}")
    if loaded.password:
        say(f"  演示账号的密码：{loaded.password}")


def _pictures(network, draw_seal):
    """{code: PNG bytes} for the sealing bodies that never had a seal."""
    if draw_seal is None:
        return {}
    have = set(Seal.objects.values_list("organization__code", flat=True))
    sealing = [body for body in network.bodies if KINDS[body.kind].seals and body.code not in have]
    return {body.code: draw_seal(body.name) for body in sealing}


def _load_bodies(rows, loaded):
    """{code: Organization}, each placed under its parent."""
    bodies = Organization.objects.in_bulk([row.code for row in rows], field_name="code")
    for row in rows:
        loaded.count("调解组织和机构", row.code not in bodies)
        if row.code in bodies:
            continue
        body = Organization(
            kind=row.kind,
            code=row.code,
            name=row.name,
            short_name=row.short_name,
            parent=bodies[row.under] if row.under else None,
            number_word=row.number_word,
            dispute_types=list(row.dispute_types),
            place=row.place,
            smaller_ethnic_groups=list(row.smaller_ethnic_groups),
            valid_from=row.since,
            split_from=bodies[row.split_from] if row.split_from else None,
            is_invented=row.is_invented,
            note=row.note,
        )
        tree.place(body)
        bodies[row.code] = body
    return bodies


def _load_rows(model, rows, what, bodies, loaded, names):
    """{code: grid or venue}."""
    there = model.objects.in_bulk([row.code for row in rows], field_name="code")
    for row in rows:
        loaded.count(what, row.code not in there)
        if row.code not in there:
            fields = {name: getattr(row, name) for name in names}
            there[row.code] = model.objects.create(code=row.code, organization=bodies[row.body], **fields)
    return there


def _load_seals(bodies, pictures, loaded):
    for code, body in bodies.items():
        if not body.body_kind.seals:
            continue
        loaded.count("印章", code in pictures)
        if code in pictures:
            Seal.objects.create(organization=body, name=body.name, image=pictures[code], valid_from=body.valid_from)


def _load_people(people, bodies, grids, loaded, password, today):
    user_model = get_user_model()
    there = {user.username: user for user in user_model.objects.filter(username__in=[p.username for p in people])}
    if not password and len(there) < len(people):
        loaded.password = secrets.token_urlsafe(12)
    given = password or loaded.password
    hashed = make_password(given) if given else ""
    for position, person in enumerate(people):
        is_new = person.username not in there
        loaded.count("演示账号", is_new)
        user = there.get(person.username) or _account(person, str(FIRST_PHONE + position))
        if is_new or password:
            user.password = hashed  # hashed once: all demo accounts share it
            user.save(update_fields=["password"])
        _load_service(person, user, bodies, loaded, today)
        for code in person.grids:
            if grids[code].worker_id is None:
                grids[code].worker = user
                grids[code].save(update_fields=["worker"])


def _account(person, phone):
    user = get_user_model().objects.create_user(person.username, name=person.name, kind="staff", phone=phone)
    if person.enters_admin:
        administration.appoint(user, (*administration.USER_PERMISSIONS, *ADMIN_PERMISSIONS))
    return user


def _load_service(person, user, bodies, loaded, today):
    """Memberships and file for the term that holds today; a committee is elected anew every three years."""
    begin, last_day = term_on(person.elected, today)
    if person.mediates is not None:
        _load_profile(person, user, begin, last_day, loaded)
    for service in person.services:
        _row, is_new = Membership.objects.get_or_create(
            user=user,
            organization=bodies[service.body],
            role=Role(service.role),
            starts_on=begin if person.mediates else person.elected,
            defaults={
                "title": service.title,
                "is_deputy": service.is_deputy,
                "ends_on": last_day if person.mediates else None,
            },
        )
        loaded.count("任职", is_new)


def _load_profile(person, user, begin, last_day, loaded):
    mediates = person.mediates
    profile, is_new = MediatorProfile.objects.get_or_create(
        user=user,
        defaults={
            "engagement": mediates.engagement,
            "standing_kind": mediates.standing_kind,
            "is_silver": mediates.is_silver,
            "sex": person.sex,
            "ethnicity": person.ethnicity,
            "specialities": list(mediates.specialities),
            "languages": list(mediates.languages),
            "active_months": list(mediates.active_months),
            "employer": mediates.employer,
            "term_from": begin,
            "term_until": last_day,
            "note": "演示，均非真人",
        },
    )
    loaded.count("调解员档案", is_new)
    if profile.term_until is not None and profile.term_until < begin:
        profile.term_from, profile.term_until = begin, last_day
        profile.save(update_fields=["term_from", "term_until"])


def term_on(elected, day):
    """(first, last) day of the three-year term that holds on `day`, counted from the first election."""
    begin, last_day = elected, term_end(elected, TERM_YEARS)
    while last_day < day:
        begin = last_day + timedelta(days=1)
        last_day = term_end(begin, TERM_YEARS)
    return begin, last_day
