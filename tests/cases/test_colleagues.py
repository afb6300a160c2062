"""The people of a body: their terms, the composition that the law asks, their load and their hours of training."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import colleagues
from organizations.models import MediatorProfile, Membership, Organization, Training
from tests import factories
from tests.personas import persona
from tests.stories.people import Person

pytestmark = pytest.mark.usefixtures("sanya")


def test_the_office_sees_terms_loads_training_and_what_the_law_misses():
    silver, today = persona("silver_mediator"), timezone.localdate()
    factories.mediating()
    Training.objects.create(user=silver, held_on=today, hours=Decimal("3.5"), subject="调解技巧")
    Training.objects.create(user=silver, held_on=today.replace(month=1, day=9), hours=Decimal(2), subject="民法典")
    Training.objects.create(user=silver, held_on=today - dt.timedelta(days=400), hours=Decimal(8), subject="去年的")
    MediatorProfile.objects.update(sex=MediatorProfile.Sex.MALE)
    page = Person("clerk").open("/colleagues/")
    assert "柯敬堂" in page.words
    assert "5.5学时" in page.words
    assert "1件" in page.words
    assert "应当有妇女成员" in page.words
    assert "人民调解法第8条" in page.words


def test_who_left_is_not_there_and_a_term_that_ends_is_named():
    today = timezone.localdate()
    Membership.objects.filter(user=persona("mediator")).update(ends_on=today - dt.timedelta(days=1))
    Membership.objects.filter(user=persona("silver_mediator")).update(ends_on=today + dt.timedelta(days=1))
    words = Person("head").open("/colleagues/").words
    assert "王秀珍" not in words
    assert "快到期" in words


def test_the_page_costs_the_same_with_more_people():
    body = Organization.objects.get(code="xingang")

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            colleagues.of_bodies([body])
        return len(asked)

    before = cost()
    for number in range(12):
        user = type(persona("clerk")).objects.create_user(f"new{number}", name=f"新人{number}", kind="staff")
        Membership.objects.create(user=user, organization=body, role="clerk", starts_on=timezone.localdate())
    assert cost() == before <= 6
