"""The diary: a week of meetings, and a room or a person wanted twice at a time."""

import datetime as dt

import pytest
from django.utils import timezone

from cases import engine
from tests import factories
from tests.conftest import NOW
from tests.personas import persona
from tests.stories.people import Person, Refused

pytestmark = pytest.mark.usefixtures("sanya")
ROOM = "新港社区矛盾调解室"
OTHERS = (("applicant", {"name": "王阿婆"}), ("respondent", {"name": "李建新"}))


def tomorrow(hour, minute=0):
    return NOW.replace(hour=hour, minute=minute) + dt.timedelta(days=1)


def arrange(case, starts_at, place=ROOM, **more):
    return engine.take(case, "schedule_session", by=persona("clerk"), starts_at=starts_at, place=place, **more)


def test_a_room_is_not_given_twice_unless_somebody_insists():
    arrange(factories.mediating(), tomorrow(9))
    other = factories.mediating(mediator="mediator", people=OTHERS)
    with pytest.raises(engine.Refused, match=f"{ROOM}09:00已经约了另一次调解"):
        arrange(other, tomorrow(9, 30))
    assert not other.sessions.exists()
    clerk = Person("clerk")
    page = f"/cases/{other.uid}/steps/schedule_session/"
    moment = timezone.localtime(tomorrow(9, 30)).strftime("%Y-%m-%dT%H:%M")
    with pytest.raises(Refused, match="请换个时间或地点"):
        clerk.fill(page, starts_at=moment, place=ROOM)
    clerk.fill(page, starts_at=moment, place=ROOM, anyway="on")
    assert other.sessions.count() == 1
    words = clerk.open("/diary/").words
    assert words.count("时间冲突") == 2


def test_a_mediator_is_in_one_place_at_a_time():
    arrange(factories.mediating(), tomorrow(9))
    other = factories.mediating(people=OTHERS)
    with pytest.raises(engine.Refused, match="柯敬堂09:00已经约了另一次调解"):
        arrange(other, tomorrow(9, 59), "港门花园物业办公室")
    assert arrange(other, tomorrow(10), "港门花园物业办公室").sessions.count() == 1


def test_a_party_is_in_one_place_at_a_time_and_its_other_case_is_not_named():
    arrange(factories.mediating(), tomorrow(9))
    people = (("applicant", factories.CHEN), ("respondent", {"name": "李建新"}))
    other = factories.mediating(mediator="mediator", people=people)
    with pytest.raises(engine.Refused, match="有一位当事人09:00已经约了另一次调解"):
        arrange(other, tomorrow(9, 30), "别处")


def test_what_was_held_already_is_entered_without_a_question():
    case = factories.mediating()
    arrange(case, timezone.now())
    arrange(case, timezone.now(), "别处")
    assert case.sessions.count() == 2


def test_a_week_of_meetings_by_day_and_nobody_elses(sanya):
    arrange(factories.mediating(), tomorrow(9))
    person = Person("silver_mediator")
    page = person.open("/diary/")
    assert "明天" in page.words or "11月21日" in page.words
    assert "09:00，新港社区矛盾调解室，第1次" in page.words
    assert "09:00" not in person.open("/diary/?from=2026-12-01").words
    assert "09:00" in person.open("/diary/?from=2026-11-21").words
    assert person.open("/diary/?from=2026-02-31").words  # no such day: the week begins today
    assert "09:00" not in Person("clerk_elsewhere").open("/diary/").words
