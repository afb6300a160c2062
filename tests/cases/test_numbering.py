"""Numbers: unique, continuous, restarting each Shanghai year; found in any bracket width."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import numbering
from organizations.models import Organization
from tests import factories
from tests.counts import count

UTC = dt.UTC


@pytest.mark.usefixtures("sanya")
def test_the_year_is_shanghais():
    body = Organization.objects.get(code="xingang")
    last_of_year = dt.datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC)
    first_of_year = dt.datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC)
    assert numbering.next_number(body, at=last_of_year) == "三吉新港人调字〔2026〕第0001号"
    assert numbering.next_number(body, at=last_of_year) == "三吉新港人调字〔2026〕第0002号"
    assert numbering.next_number(body, at=first_of_year) == "三吉新港人调字〔2027〕第0001号"


@pytest.mark.usefixtures("sanya")
def test_a_step_that_fails_gives_the_number_back():
    from cases import engine
    from tests.personas import persona

    case = factories.submitted()
    facts = {"dispute_type": case.dispute_type, "source": case.source}
    with pytest.raises(TypeError):
        engine.take(case, "accept", by=persona("head"), nonsense=1, **facts)
    assert engine.take(case, "accept", by=persona("head"), **facts).number.endswith("第0001号")


@pytest.mark.parametrize(
    "typed",
    [
        "三吉新港人调字〔2026〕第0012号",
        "三吉新港人调字(2026)第0012号",
        "三吉新港人调字（2026）12号",
        " 三吉新港人调字【2026】 第 12 号",
    ],
)
def test_a_number_is_found_however_its_brackets_are_typed(typed):
    assert numbering.fold(typed) == "三吉新港人调字(2026)12号"


@given(
    st.text(alphabet=numbering.CROCKFORD, min_size=12, max_size=12),
    st.integers(0, 11),
    st.sampled_from(numbering.CROCKFORD),
)
def test_the_check_character_finds_any_one_wrong_character(body, place, other):
    wrong = body[:place] + other + body[place + 1 :]
    assert (wrong == body) == (numbering.check_character(wrong) == numbering.check_character(body))


def test_matter_codes_carry_their_check():
    code = numbering.new_matter_code()
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{12}[0-9A-Z*~$=]", code)
    assert numbering.check_character(code[:-1]) == code[-1]


PREPARE = """
from tests import factories
factories.load_network()
"""
TAKE = """
import random, sys
from django.db import transaction
from django.utils import timezone
from cases import numbering
from organizations.models import Organization

class Rollback(Exception):
    pass

body = Organization.objects.get(code="xingang")
dice, kept = random.Random(sys.argv[1]), []
while len(kept) < {each}:
    try:
        with transaction.atomic():
            number = numbering.next_number(body, at=timezone.now())
            if dice.random() < 0.05:
                raise Rollback
    except Rollback:
        continue
    kept.append(number)
print(*kept, sep="\\n")
"""


@pytest.mark.processes
def test_many_processes_with_rollbacks_leave_no_duplicate_and_no_gap(processes):
    hands, each = count(5, 16), count(12, 38)
    processes.run(PREPARE)
    printed = processes.at_once(hands, TAKE.format(each=each))
    numbers = [line for text in printed for line in text.split()]
    serials = sorted(int(re.search(r"第(\d+)号", number).group(1)) for number in numbers)
    assert serials == list(range(1, hands * each + 1))
