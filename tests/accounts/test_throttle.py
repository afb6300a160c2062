"""The limiter: exactly the limit passes, whoever comes at once."""

from datetime import timedelta

import pytest

from accounts import throttle
from accounts.models import Throttle
from tests.counts import count

MINUTE = timedelta(minutes=1)
TRY = """
import sys
from datetime import timedelta
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from accounts import throttle

def guess(_number):
    try:
        return throttle.allow("guess", limit=5, window=timedelta(minutes=15))
    finally:
        connection.close()

with ThreadPoolExecutor(8) as threads:
    print(sum(threads.map(guess, range(8))))
"""


@pytest.mark.processes
def test_of_many_parallel_tries_exactly_five_pass(processes):
    assert sum(map(int, processes.at_once(count(3, 8), TRY))) == 5


@pytest.mark.django_db
def test_the_window_opens_with_the_first_try_and_closes_again(clock):
    assert [throttle.allow("a", limit=2, window=MINUTE) for _try in range(4)] == [True, True, False, False]
    clock.shift(timedelta(seconds=59))
    assert not throttle.allow("a", limit=2, window=MINUTE)
    clock.shift(timedelta(seconds=1))
    assert [throttle.allow("a", limit=2, window=MINUTE) for _try in range(3)] == [True, True, False]


@pytest.mark.django_db
def test_a_refused_try_does_not_keep_the_window_open(clock):
    for _second in range(60):
        throttle.allow("a", limit=1, window=MINUTE)
        clock.shift(timedelta(seconds=1))
    assert throttle.allow("a", limit=1, window=MINUTE)


@pytest.mark.django_db
def test_keys_are_counted_apart_and_stored_only_as_hashes():
    assert throttle.allow("login:王秀珍", limit=1, window=MINUTE)
    assert throttle.allow("login:周德海", limit=1, window=MINUTE)
    assert not throttle.allow("login:王秀珍", limit=1, window=MINUTE)
    assert all(len(row.key_hash) == 64 and "王" not in str(vars(row)) for row in Throttle.objects.all())


@pytest.mark.django_db
def test_a_limit_of_nothing_lets_nobody_pass():
    assert not throttle.allow("a", limit=0, window=MINUTE)


@pytest.mark.django_db
def test_a_forgiven_key_begins_anew():
    throttle.allow("a", limit=1, window=MINUTE)
    throttle.forgive("a")
    assert throttle.allow("a", limit=1, window=MINUTE)


@pytest.mark.django_db
def test_old_counters_are_forgotten(clock):
    throttle.allow("old", limit=1, window=MINUTE)
    clock.shift(timedelta(days=3))
    throttle.allow("new", limit=1, window=MINUTE)
    assert throttle.forget_old() == 1
    assert Throttle.objects.count() == 1
