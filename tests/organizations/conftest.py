"""Bodies and people made short for the tests of this room."""

from datetime import date
from io import BytesIO

import pytest
from django.apps import apps
from django.db import DEFAULT_DB_ALIAS
from PIL import Image

from accounts.models import User
from organizations import tree
from organizations.models import MediatorProfile, Membership, Organization
from organizations.network import sanya

DAY = date(2026, 11, 20)  # inside the term that `serve` gives


def picture(width=4, height=4, form="PNG"):
    """A small picture as bytes."""
    buffer = BytesIO()
    Image.new("RGB", (width, height), "red").save(buffer, form)
    return buffer.getvalue()


@pytest.fixture(autouse=True)
def nothing_stands_yet(request):
    """This room's tests make their own bodies and people: the network of the others is away."""
    if "db" in request.fixturenames:
        request.getfixturevalue("db")
        for model in apps.get_app_config("organizations").get_models(include_auto_created=True):
            model._base_manager.all()._raw_delete(DEFAULT_DB_ALIAS)
        for model in (User.user_permissions.through, User.groups.through):
            model._base_manager.all()._raw_delete(DEFAULT_DB_ALIAS)
        User._base_manager.filter(kind=User.Kind.STAFF)._raw_delete(DEFAULT_DB_ALIAS)


@pytest.fixture
def make_body(db):
    """`make_body("新港", under=district, kind=…)`: a placed body."""

    def make(name, *, under=None, kind="community_committee", **fields):
        fields = {"name": f"{name}人民调解委员会", "valid_from": date(2020, 1, 1)} | fields
        body = Organization(kind=kind, short_name=name, parent=under, **fields)
        tree.place(body)
        return body

    return make


@pytest.fixture
def serve(db):
    """`serve("王秀珍", body, "mediator", active_months=[1])`: an account with a membership and a mediator's file."""

    def make(name, body, role, *, starts_on=date(2025, 11, 20), ends_on=date(2028, 11, 19), is_deputy=False, **file):
        user, _new = User.objects.get_or_create(username=name, defaults={"name": name, "kind": User.Kind.STAFF})
        defaults = {
            "engagement": "part_time",
            "standing_kind": "member",
            "term_from": date(2025, 11, 20),
            "term_until": date(2028, 11, 19),
        }
        MediatorProfile.objects.update_or_create(user=user, defaults=defaults | file)
        Membership.objects.create(
            user=user, organization=body, role=role, starts_on=starts_on, ends_on=ends_on, is_deputy=is_deputy
        )
        return user

    return make


@pytest.fixture
def city(make_body):
    return make_body("三亚市", kind="city_committee")


@pytest.fixture
def district(make_body, city):
    return make_body("吉阳区", under=city, kind="district_committee")


@pytest.fixture
def committee(make_body, district):
    return make_body("新港社区", under=district)


@pytest.fixture
def load_sanya(db):
    """`load_sanya(**options)` gives (Loaded, the lines it said)."""

    def load(**options):
        said = []
        usual = {"draw_seal": lambda name: picture(), "password": "a-demo-password", "today": DAY}
        return sanya.load(say=said.append, **usual | options), said

    return load
