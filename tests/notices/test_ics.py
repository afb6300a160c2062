"""Calendar files, read back as strictly as the standard is written."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices import ics
from tests.notices.ics_reading import properties, values

UID = uuid.UUID("11111111-1111-4111-8111-111111111111")
NINE = dt.datetime(2026, 11, 23, 1, 0, tzinfo=dt.UTC)  # 09:00 in Shanghai


def appointment(**changes):
    return ics.Appointment(**({"uid": UID, "title": "调解", "starts_at": NINE} | changes))


def test_a_calendar_reads_the_hour_of_shanghai(clock):
    event = values(ics.ics(appointment(place="新港社区矛盾调解室", note="有疑问请打0898-1。")))
    assert event["DTSTART"] == "20261123T090000"
    assert event["DTSTART TZID"] == "Asia/Shanghai"
    assert event["DTSTAMP"] == "20261120T010000Z"
    assert event["UID"] == str(UID)
    assert event["LOCATION"] == "新港社区矛盾调解室"


def test_the_time_zone_that_is_named_is_also_described():
    names = [(name, value) for name, _parameters, value in properties(ics.ics(appointment()))]
    assert ("TZID", "Asia/Shanghai") in names
    assert ("TZOFFSETTO", "+0800") in names
    assert names[:2] == [("BEGIN", "VCALENDAR"), ("VERSION", "2.0")]


@given(st.text(max_size=200))
def test_any_place_comes_back_as_it_was_and_breaks_no_line(place):
    event = values(ics.ics(appointment(place=place)))
    kept = "\n".join("".join(s if s.isprintable() or s in "\r\n" else " " for s in place).splitlines())
    assert event.get("LOCATION", "") == kept


@pytest.mark.parametrize("place", ["a\r\nATTENDEE:x", "a\nEND:VEVENT", "a\u2028ATTENDEE:x"])
def test_a_place_cannot_write_lines_of_its_own(place):
    assert set(values(ics.ics(appointment(place=place)))) & {"ATTENDEE"} == set()


def test_the_same_appointment_has_the_same_uid_however_often_it_is_made(clock):
    first = values(ics.ics(appointment()))
    clock.shift(dt.timedelta(days=1))
    assert values(ics.ics(appointment(place="别处")))["UID"] == first["UID"]
