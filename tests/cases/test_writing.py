"""“Somebody else is writing”: two people before one page hear of each other, and nothing of what they type."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command

from cases.models import OpenPage
from tests import factories
from tests.cases.pages import browser
from tests.conftest import NOW
from tests.forms import send
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")

SAID = "也开着这一页，可能正在写"


@pytest.fixture
def case():
    return factories.talked(mediator="silver_mediator")


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_second_to_open_a_page_reads_who_has_it_open(case):
    address = f"/cases/{case.uid}/steps/terminate/"
    mediator, head = browser("silver_mediator"), browser("head")
    assert SAID not in text(mediator.get(address))
    assert f"{persona('silver_mediator').name}{SAID}" in text(head.get(address))
    # And the first learns of the second from the line that its open page asks for.
    line = text(mediator.get(f"/cases/{case.uid}/steps/terminate/writing/"))
    assert f"{persona('head').name}{SAID}" in line
    assert f'data-poll="/cases/{case.uid}/steps/terminate/writing/"' in line


def test_who_left_or_finished_is_not_named_any_more(case):
    address = f"/cases/{case.uid}/steps/record_call/"
    mediator, clerk = browser("silver_mediator"), browser("clerk")
    with time_machine.travel(NOW, tick=False) as clock:
        page = mediator.get(address)
        clock.shift(dt.timedelta(minutes=2))
        assert SAID in text(clerk.get(address))
        clock.shift(dt.timedelta(minutes=2))
        assert SAID not in text(clerk.get(address))
        page = mediator.get(address)
        call = {"participation": case.dispute.participations.first().pk, "answer": "spoke", "text": "约了明天再打"}
        assert SAID in text(clerk.get(address))
        assert send(mediator, address, page, "answer", **call).status_code == 302
        assert SAID not in text(clerk.get(address))


def test_another_page_of_the_case_is_another_matter(case):
    browser("silver_mediator").get(f"/cases/{case.uid}/steps/record_call/")
    assert SAID not in text(browser("head").get(f"/cases/{case.uid}/steps/terminate/"))


def test_a_page_on_which_nothing_is_written_asks_for_no_line(case):
    assert "/writing/" not in text(browser("silver_mediator").get(f"/cases/{case.uid}/steps/schedule_session/"))
    assert not OpenPage.objects.exists()


def test_a_stranger_learns_nothing(case):
    browser("silver_mediator").get(f"/cases/{case.uid}/steps/add_note/")
    for name in ("grid_worker", "auditor", "admin"):
        assert browser(name).get(f"/cases/{case.uid}/steps/add_note/writing/").status_code == 404
    assert browser("head").get(f"/cases/{case.uid}/steps/no_such_step/writing/").status_code == 404


def test_it_is_forgotten_after_a_day(case):
    with time_machine.travel(NOW, tick=False) as clock:
        browser("silver_mediator").get(f"/cases/{case.uid}/steps/add_note/")
        call_command("tick")
        assert OpenPage.objects.count() == 1
        clock.shift(dt.timedelta(hours=25))
        call_command("tick")
        assert not OpenPage.objects.exists()
