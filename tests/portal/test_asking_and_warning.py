"""What a party may ask for beyond the road: a mediator, a longer term, to be heard when there is danger."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from cases import engine, regimes
from cases.models import Case, Consent, MediatorChoice, RiskReport
from tests import factories
from tests.personas import persona
from tests.portal.conftest import sides
from tests.portal.test_own_steps import post, url

pytestmark = pytest.mark.usefixtures("sanya")


# One of the mediators works at this firm.
FIRM = {"kind": "organization", "name": "演示物业公司", "phone": "0898-88270000"}
PEOPLE = (("applicant", factories.CHEN), ("respondent", FIRM))


def page(client, case, part=""):
    return client.get(f"/my/{case.uid}/{part}").content.decode()


# --- a mediator --------------------------------------------------------------
def test_a_party_chooses_among_those_whom_nothing_ties(client, come_in):
    case = factories.consented(people=PEOPLE)
    mine, other = sides(case)
    engine.take(case, "choose_mediator", by=other.user, participation=other, mediator=persona("mediator"))
    come_in(client, case, mine)
    assert url(case, "choose_mediator") in page(client, case)
    form = client.get(url(case, "choose_mediator")).context["form"]
    offered = dict(form.fields["mediator"].choices)
    names = " ".join(offered.values())
    assert persona("silver_mediator").name in names
    # Neither who is tied to somebody, nor what the other side wished for, nor how busy somebody is.
    assert persona("tied_mediator").name not in names
    assert "想请" not in names
    assert "手上" not in names
    answer = post(client, case, "choose_mediator", mediator=persona("silver_mediator").pk)
    assert answer.status_code == 302
    chosen = MediatorChoice.objects.get(participation=mine)
    assert (chosen.mediator, chosen.recorded_by) == (persona("silver_mediator"), mine.user)


def test_who_is_tied_cannot_be_sent_either(client, come_in):
    case = factories.consented(people=PEOPLE)
    come_in(client, case)
    answer = post(client, case, "choose_mediator", mediator=persona("tied_mediator").pk)
    assert answer.status_code == 200
    assert not MediatorChoice.objects.exists()


def test_once_somebody_mediates_the_page_asks_whether_another_is_wished_for(client, come_in):
    case = factories.mediating()
    html = page(come_in(client, case), case)
    assert url(case, "object_to_mediator") in html
    assert url(case, "choose_mediator") not in html


# --- a longer term -----------------------------------------------------------
def test_both_sides_consent_to_an_extension_by_telephone_and_the_mediator_extends(come_in):
    case = factories.talked()
    term = regimes.running_term(case)
    asked = "请您说一下：愿不愿意延长调解期限"
    first, second = sides(case)
    early = come_in(Client(), case, first)
    assert asked not in page(early, case)
    assert "离期满还早" in early.get(url(case, "consent_to_extension")).content.decode()
    morning = dt.datetime.combine(term.ends_on, dt.time(9), dt.timezone(dt.timedelta(hours=8)))
    with time_machine.travel(morning - dt.timedelta(days=5)):
        windows = {side: come_in(Client(), case, side) for side in (first, second)}
        for side, window in windows.items():
            assert asked in page(window, case)
            assert post(window, case, "consent_to_extension", given="yes").status_code == 302
            assert asked not in page(window, case)
            said = Consent.objects.get(participation=side, purpose="extension")
            assert (said.given, said.channel, said.recorded_by) == (True, "portal", side.user)
        case = Case.objects.get(pk=case.pk)
        later = term.ends_on + dt.timedelta(days=10)
        engine.take(case, "extend_term", by=case.mediator, until=later, reason="等鉴定结果")
        assert asked not in page(windows[first], case)
    with time_machine.travel(morning + dt.timedelta(days=5)):
        # The consent to one extension is none to the next.
        window = come_in(Client(), case, first)
        assert asked in page(window, case)
        assert post(window, case, "consent_to_extension", given="no").status_code == 302
        assert "改主意了" in page(window, case)
        case = Case.objects.get(pk=case.pk)
        with pytest.raises(engine.Refused, match="不同意延长"):
            engine.take(
                case, "extend_term", by=case.mediator, until=later + dt.timedelta(days=10), reason="再等等"
            )  # fmt: skip


# --- danger ------------------------------------------------------------------
def test_a_danger_is_heard_at_once_and_the_other_side_sees_nothing_of_it(come_in):
    case = factories.talked()
    mine, other = sides(case)
    afraid, feared = come_in(Client(), case, mine), come_in(Client(), case, other)
    before = page(feared, case) + page(feared, case, "log/")
    asked = afraid.get(url(case, "report_risk")).content.decode()
    assert "离开此页" in asked
    assert "data-shared-device" in asked
    assert "110" in asked
    sent = post(afraid, case, "report_risk", kind="violence", level="red", text="他昨晚砸门，说要打我。")
    assert sent.status_code == 302
    report = RiskReport.objects.get()
    assert (report.told_to, report.reported_by) == ("", mine.user)
    after = page(feared, case) + page(feared, case, "log/")
    assert [line for line in after.splitlines() if "csrf" not in line] == [
        line for line in before.splitlines() if "csrf" not in line
    ]
    assert "离开此页" in page(afraid, case)
    # The office has a task that stays until somebody has asked what came of it.
    assert Case.objects.get(pk=case.pk).turn == "danger"
    assert "他昨晚砸门" not in page(afraid, case, "log/")
    case = Case.objects.get(pk=case.pk)
    with pytest.raises(engine.Refused, match="还没有报告公安机关"):
        engine.take(case, "answer_risk", by=case.mediator, risk=report, text="打过电话了。")
    engine.take(case, "answer_risk", by=case.mediator, risk=report, text="出了警。", told_to="新港派出所")
    assert Case.objects.get(pk=case.pk).turn != "danger"


def test_an_urgent_danger_reaches_the_office_by_text_message_and_names_nobody(come_in, texts):
    case = factories.talked()
    User.objects.filter(pk=case.mediator_id).update(phone="13800000021")
    texts()
    window = come_in(Client(), case, sides(case)[0])
    texts()
    post(window, case, "report_risk", kind="self_harm", level="red", text="她说不想活了。")
    sent = [said for number, said in texts() if number == "13800000021"]
    assert len(sent) == 1
    assert "紧急危险" in sent[0]
    assert "不想活" not in sent[0]
    assert Case.objects.get(pk=case.pk).turn == "danger"


def test_the_office_itself_still_says_whom_it_told():
    case = factories.talked()
    with pytest.raises(engine.Refused, match="请写上报告给了谁"):
        engine.take(case, "report_risk", by=case.mediator, kind="violence", level="red", text="砸门")


def test_in_a_family_the_page_can_be_left_before_anybody_reports_a_danger(client, come_in):
    case = factories.talked(type_code="marriage_family")
    assert "离开此页" in page(come_in(client, case), case)
