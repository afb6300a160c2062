"""One step on several cases that were ticked in the list: what is open, what came of each, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import engine, reading
from cases.models import Case, SubmittedForm
from tests import factories
from tests.cases.pages import browser, text_of
from tests.forms import form_of, send
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


@pytest.fixture
def head(sanya):
    return browser("head")


def choose(client, step, *cases):
    """The page of one step on these cases, as the list's form asks for it."""
    return client.get("/cases/together/", {"step": step, "case": [str(case.uid) for case in cases]})


def press(client, page, **typed):
    return send(client, "/cases/together/", page, "once", **typed)


def states():
    return list(Case.objects.order_by("pk").values_list("state", flat=True))


def test_the_list_has_a_tick_before_every_case_and_the_two_steps_of_a_head(head):
    cases = [factories.submitted(title=f"第{number}件") for number in range(3)]
    form = form_of(head.get("/cases/?view=all"), "case")
    assert (form.action, [value for _name, value in form.buttons]) == (
        "/cases/together/",
        ["accept", "assign_mediator"],
    )
    page = head.get("/cases/?view=all").content.decode()
    assert all(f'name="case" value="{case.uid}"' in page for case in cases)
    steps = [value for _name, value in form_of(browser("clerk").get("/cases/?view=all"), "case").buttons]
    assert steps == ["accept"]
    assert 'class="tick"' not in browser("mediator").get("/cases/?view=all").content.decode()


def test_several_cases_are_accepted_each_with_its_own_number_and_entry(head):
    cases = [factories.submitted(title="漏水"), factories.submitted(title="欠薪", type_code="wage_arrears")]
    draft = factories.registered(title="还没交")
    page = choose(head, "accept", *cases[::-1], draft)
    assert "选了3件，2件现在能办。" in text_of(page)
    assert "不能受理。请回到案件页看下一步。" in text_of(page)
    done = press(head, page)
    said = text_of(done)
    assert "办好了2件。" in said
    for case, code in zip(cases, ("neighbour", "wage_arrears"), strict=True):
        case = Case.objects.get(pk=case.pk)
        assert case.number in said
        assert (case.state, case.dispute_type.code, case.people_count) == ("accepted", code, 2)
        assert reading.sentences(case)[-1] == f"受理，案号{case.number}"
    # The older one has the earlier number, however they were ticked.
    assert [row.number[-5:] for row in Case.objects.exclude(pk=draft.pk).order_by("pk")] == ["0001号", "0002号"]
    assert states() == ["accepted", "accepted", "draft"]


def test_what_is_unticked_on_the_page_stays_as_it_is(head):
    one, other = factories.submitted(), factories.submitted()
    page = choose(head, "accept", one, other)
    press(head, page, case=f"{other.uid}:{other.version}")
    assert states() == ["submitted", "accepted"]


def test_one_mediator_gets_several_cases_and_none_where_he_is_tied(head):
    tied = persona("tied_mediator")
    near = factories.consented(title="和他有关系", people=(
        ("applicant", {"name": "林小雨", "phone": tied.phone}),
        ("respondent", {"name": "陈玉㛃", "phone": "13800002046"}),
    ))  # fmt: skip
    plain = factories.consented(title="没有关系", people=(
        ("applicant", {"name": "王大海", "phone": "13800001111"}),
        ("respondent", {"name": "符阿婆", "phone": "13800001112"}),
    ))  # fmt: skip
    page = choose(head, "assign_mediator", near, plain)
    # Nobody has asked the parties of this one yet.
    early = factories.accepted(title="还没问过")
    assert "还没有记下" in text_of(choose(head, "assign_mediator", near, early))
    done = press(head, page, mediator=str(tied.pk))
    said = text_of(done)
    assert "办好了1件。" in said
    assert "1件没有办，原因写在下面。" in said
    assert "不能调解这起纠纷，请另选一位。" in said
    assert list(Case.objects.filter(mediator=tied)) == [plain]


def test_where_somebody_wished_for_a_mediator_it_is_weighed_by_itself(head):
    plain, wished = factories.consented(title="没说想请谁"), factories.consented(title="说了想请谁")
    side = wished.dispute.participations.first()
    engine.take(wished, "choose_mediator", by=persona("clerk"), participation=side, mediator=persona("mediator"))
    page = choose(head, "assign_mediator", plain, wished)
    assert "当事人说过想请谁来调解，请单独指派这一件。" in text_of(page)
    press(head, page, mediator=str(persona("silver_mediator").pk))
    assert list(Case.objects.filter(mediator=persona("silver_mediator"))) == [plain]


def test_without_a_mediator_it_asks_for_one_and_writes_nothing(head):
    cases = [factories.consented(), factories.consented()]
    page = press(head, choose(head, "assign_mediator", *cases))
    assert "请选指派给谁" in text_of(page)
    assert states() == ["accepted", "accepted"]
    assert form_of(page, "once").values["case"] == [f"{case.uid}:{case.version}" for case in cases]


def test_the_same_page_sent_twice_takes_each_step_once(head):
    cases = [factories.submitted(), factories.submitted()]
    page = choose(head, "accept", *cases)
    for _ in range(2):
        assert "办好了2件。" in text_of(press(head, page))
    assert SubmittedForm.objects.filter(case__in=cases, step="accept").count() == 2


def test_a_case_that_moved_meanwhile_is_left_and_the_others_are_done(head):
    moved, still = factories.submitted(), factories.submitted()
    page = choose(head, "accept", moved, still)
    press(browser("clerk"), choose(browser("clerk"), "accept", moved))
    said = text_of(press(head, page))
    assert "办好了1件。" in said
    assert "您打开这一页以后，案件有了新的变化。" in said
    assert states() == ["accepted", "accepted"]


def test_nothing_ticked_or_too_many_is_said_and_leads_back(head):
    factories.submitted()
    for sent, said in (
        ({"step": "accept"}, "请先在案件前面打勾，再点“受理”。"),
        ({"step": "close", "case": "x"}, "请先勾上案件，再选要一起办的事。"),
        (
            {"step": "accept", "case": [f"00000000-0000-4000-8000-{number:012}" for number in range(51)]},
            "一次最多一起办50件，请分几次。",
        ),
    ):
        page = head.get("/cases/together/", sent, follow=True)
        assert page.request["PATH_INFO"] == "/cases/"
        assert said in text_of(page)


def test_cases_of_others_are_not_there(sanya):
    case = factories.submitted()
    away = browser("head_elsewhere")
    assert choose(away, "accept", case).status_code == 404
    own = away.post("/cases/together/", {"step": "accept", "case": str(case.uid), "once": case.uid})
    assert own.status_code == 404
    # A clerk may read them and not name the mediator.
    page = choose(browser("clerk"), "assign_mediator", factories.consented())
    assert page["Location"] == "/cases/"
    for who in ("mediator", "grid_worker", "bureau", "auditor"):
        assert choose(browser(who), "accept", case).status_code == 404
    assert states()[0] == "submitted"


def test_the_page_costs_the_same_for_one_case_and_for_twenty(head):
    cases = [factories.consented() for _ in range(20)]
    counted = []
    choose(head, "assign_mediator", cases[0])
    for chosen in (cases[:1], cases):
        with CaptureQueriesContext(connection) as asked:
            page = choose(head, "assign_mediator", *chosen)
        assert f"选了{len(chosen)}件，{len(chosen)}件现在能办。" in text_of(page)
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 25
