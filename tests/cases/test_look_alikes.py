"""Whether a body has met a matter before: how many other disputes share its place or its people."""

import datetime as dt

import pytest

from cases import look_alikes
from tests import factories

pytestmark = pytest.mark.usefixtures("sanya")
ALONE = (("applicant", {"name": "别的人", "phone": "13900001111"}),)


def test_the_same_place_and_the_same_people_are_counted_apart():
    case = factories.registered()
    assert look_alikes.count(case) == (0, 0)
    factories.registered(title="又漏水了")
    factories.registered(title="停车", people=ALONE)
    factories.registered(title="别处的", by="clerk_elsewhere", code="yuechuan")
    assert look_alikes.count(case) == (2, 1)


def test_what_is_older_than_half_a_year_is_not_counted(sanya):
    factories.registered()
    sanya.shift(dt.timedelta(days=181))
    assert look_alikes.count(factories.registered(title="又漏水了")) == (0, 0)


def test_people_without_a_number_or_a_telephone_are_like_nobody():
    for title in ("楼上漏水", "楼下漏水"):
        case = factories.registered(title=title, people=(("applicant", {"name": "陈玉兰"}),))
    assert look_alikes.count(case) == (1, 0)
