"""No text leaves in the night, whenever it was posted, failed, or a worker came back."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from notices import outbox
from notices.quiet import Quiet
from tests.conftest import SHANGHAI

NIGHT = Quiet(dt.time(21), dt.time(8))


def at(hour, minute=0, day=20):
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("quiet", "moment", "allowed"),
    [
        (NIGHT, at(20, 59), at(20, 59)),
        (NIGHT, at(21), at(8, day=21)),
        (NIGHT, at(23, 59), at(8, day=21)),
        (NIGHT, at(0), at(8)),
        (NIGHT, at(7, 59), at(8)),
        (NIGHT, at(8), at(8)),
        (Quiet(dt.time(12), dt.time(14)), at(13), at(14)),
        (Quiet(dt.time(12), dt.time(14)), at(14), at(14)),
        (Quiet(dt.time(12), dt.time(14)), at(3), at(3)),
        (Quiet(dt.time(0), dt.time(0)), at(3), at(3)),
    ],
)
def test_a_moment_in_the_quiet_hours_moves_to_their_end(quiet, moment, allowed):
    assert quiet.next_allowed(moment.astimezone(dt.UTC)) == allowed


@given(st.times(), st.times(), st.timedeltas(dt.timedelta(0), dt.timedelta(days=366)))
def test_what_is_allowed_is_never_earlier_never_quiet_and_within_a_day(starts, ends, later):
    quiet, moment = Quiet(starts, ends), at(0) + later
    allowed = quiet.next_allowed(moment)
    assert moment <= allowed <= moment + dt.timedelta(days=1)
    assert quiet.next_allowed(allowed) == allowed


def text(**changes):
    facts = {"key": "k1", "kind": "t", "channel": "sms", "address": "13800005678", "body": "请看", "quiet": NIGHT}
    return outbox.post(**(facts | changes))


@pytest.mark.django_db
def test_a_text_posted_in_the_night_leaves_in_the_morning(sent, clock):
    clock.move_to(at(22))
    message = text()
    assert message.due_at == at(8, day=21)
    assert outbox.deliver() == 0
    clock.move_to(at(7, 59, day=21))
    assert outbox.deliver() == 0
    clock.move_to(at(8, day=21))
    assert outbox.deliver() == 1


@pytest.mark.django_db
def test_a_text_without_quiet_hours_leaves_at_night(sent, clock):
    clock.move_to(at(22))
    text(quiet=None)
    assert outbox.deliver() == 1


@pytest.mark.django_db
def test_a_try_that_failed_in_the_evening_is_not_repeated_in_the_night(sent, settings, clock):
    settings.SMS_ADAPTER = "tests.notices.adapters.Down"
    clock.move_to(at(20, 59, day=20))
    message = text()
    outbox.deliver()
    settings.SMS_ADAPTER = "tests.notices.adapters.Memory"
    clock.move_to(at(21, 5))
    assert outbox.deliver() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts, message.next_try_at) == ("waiting", 1, at(8, day=21))
    clock.move_to(at(8, day=21))
    assert outbox.deliver() == 1


@pytest.mark.django_db
def test_a_worker_that_comes_back_in_the_night_waits_and_nothing_counts_as_stuck(sent, clock):
    clock.move_to(at(20))
    message = text()
    clock.move_to(at(23, 30))
    assert outbox.deliver() == 0
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("waiting", 0)
    assert not outbox.stuck().exists()
    clock.move_to(at(8, 1, day=21))
    assert outbox.deliver() == 1
    assert timezone.now() == at(8, 1, day=21)
