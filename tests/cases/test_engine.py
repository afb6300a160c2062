"""The engine: the only way a state moves, whole or not at all."""

import uuid

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django_fsm import TransitionNotAllowed

from cases import engine, integrity, timeline
from cases.models import Case, Consent, Dispute, Entry, SubmittedForm
from documents import fonts
from notices.models import Message
from tests import factories
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


def test_a_step_writes_its_entry_with_the_state_it_led_to():
    case = factories.submitted()
    entry = case.entries.order_by("-place").first()
    assert (entry.step, entry.before, entry.after, entry.role) == ("submit", "draft", "submitted", "grid_worker")
    assert integrity.flaws() == []


def test_a_stranger_to_the_matrix_takes_no_step():
    case = factories.submitted()
    for name in ("clerk_elsewhere", "head_elsewhere", "mediator", "bureau", "auditor", "admin"):
        with pytest.raises(engine.NotYours):
            engine.take(case, "accept", by=persona(name), dispute_type=case.dispute_type, source=case.source)
    assert Case.objects.get().state == "submitted"


def test_a_refused_step_writes_nothing():
    case = factories.accepted()
    before = (Entry.objects.count(), Message.objects.count(), case.version)
    with pytest.raises(engine.Refused) as refusal:
        engine.take(case, "assign_mediator", by=persona("head"), mediator=persona("mediator"), basis="appointed")
    assert "还没有记下陈玉㛃是否同意调解" in str(refusal.value)
    assert refusal.value.reasons[0].law == "人民调解法第17条"
    case = Case.objects.get()
    assert (Entry.objects.count(), Message.objects.count(), case.version) == before


def test_a_step_out_of_its_state_says_where_the_case_stands():
    case = factories.registered()
    with pytest.raises(engine.Refused, match="现在是“草稿”，不能受理"):
        engine.take(case, "accept", by=persona("head"), dispute_type=case.dispute_type, source=case.source)


def test_the_same_form_twice_takes_one_step():
    case, once = factories.consented(), uuid.uuid4()
    facts = {"participation": case.dispute.participations.first(), "purpose": "mediation", "given": True}
    engine.take(case, "record_consent", by=persona("clerk"), channel="phone", once=once, **facts)
    with pytest.raises(engine.AlreadyDone) as earlier:
        engine.take(case, "record_consent", by=persona("clerk"), channel="phone", once=once, **facts)
    assert earlier.value.case == case
    assert Consent.objects.count() == 3
    assert SubmittedForm.objects.count() == 1


def test_a_form_opened_before_somebody_else_moved_the_case_is_stale():
    case = factories.consented()
    seen = case.version
    engine.take(case, "assign_mediator", by=persona("head"), mediator=persona("mediator"), basis="appointed", seen=seen)
    with pytest.raises(engine.Stale):
        engine.take(
            case,
            "assign_mediator",
            by=persona("deputy"),
            mediator=persona("silver_mediator"),
            basis="chosen",
            seen=seen,
        )
    assert Case.objects.get().mediator == persona("mediator")


def test_nothing_happens_later_than_now(sanya):
    import datetime as dt

    case = factories.accepted()
    with pytest.raises(engine.Refused, match="发生时间不能晚于现在"):
        engine.take(
            case,
            "record_consent",
            by=persona("clerk"),
            participation=case.dispute.participations.first(),
            purpose="mediation",
            given=True,
            channel="phone",
            event_at=case.created_at + dt.timedelta(days=1),
        )


def test_event_time_and_entry_time_are_two(sanya):
    import datetime as dt

    case = factories.accepted()
    sanya.shift(dt.timedelta(days=2))
    when = case.created_at + dt.timedelta(hours=1)
    engine.take(
        case,
        "record_consent",
        by=persona("clerk"),
        participation=case.dispute.participations.first(),
        purpose="mediation",
        given=True,
        channel="phone",
        event_at=when,
    )
    entry = case.entries.order_by("-place").first()
    assert entry.event_at == when
    assert entry.entered_at > when + dt.timedelta(days=1)


@pytest.mark.parametrize("field", ["state"])
def test_a_state_cannot_be_written_by_hand(field):
    case = factories.registered()
    with pytest.raises(AttributeError):
        setattr(case, field, "closed")


def test_a_transition_out_of_its_state_is_refused_by_the_machine_itself():
    skipped = getattr(factories.registered(), "close")  # noqa: B009 - the name keeps it from looking like a step taken
    with pytest.raises(TransitionNotAllowed):
        skipped(by=persona("head"), at=None, documents={})


@pytest.mark.parametrize("statement", ["UPDATE cases_entry SET step = 'x'", "DELETE FROM cases_entry"])
def test_the_database_itself_keeps_the_timeline_append_only(statement):
    factories.registered()
    with pytest.raises(DatabaseError, match="the timeline only grows"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_database_refuses_to_replace_or_empty_the_timeline():
    factories.registered()
    empty = (
        "TRUNCATE cases_entry CASCADE"
        if connection.vendor == "postgresql"
        else ("INSERT OR REPLACE INTO cases_entry SELECT * FROM cases_entry")
    )
    connection.check_constraints()  # PostgreSQL truncates nothing while checks of this transaction are pending
    with pytest.raises(DatabaseError, match="the timeline only grows"), transaction.atomic():
        connection.cursor().execute(empty)


def test_an_altered_entry_breaks_the_chain():
    case = factories.registered()
    assert timeline.verify(case.dispute) == 3
    entries = list(Entry.objects.order_by("place"))
    last = entries[-1]
    last.facts = {"participation": 99}
    assert last.hash != timeline._seal(last, case.dispute.matter_code)
    Dispute.objects.filter(pk=case.dispute.pk).update(chain_length=2)
    with pytest.raises(timeline.BrokenChain):
        timeline.verify(Dispute.objects.get())


def test_a_name_without_glyph_stops_the_paper_with_character_and_code_point():
    people = (("applicant", {"name": "陈\U000323b0兰", "phone": "13800002046"}), ("respondent", factories.LI))
    case = factories.accepted(people=people)
    yes = {"purpose": "mediation", "given": True, "channel": "phone"}
    first, second = case.dispute.participations.all()
    engine.take(case, "record_consent", by=persona("clerk"), participation=first, **yes)
    with pytest.raises(fonts.MissingGlyphs, match=r"U\+323B0"):
        engine.take(case, "record_consent", by=persona("clerk"), participation=second, **yes)
    assert Consent.objects.count() == 1


def test_messages_of_a_step_stand_in_the_outbox_when_it_commits():
    case = factories.accepted()
    kinds = set(Message.objects.values_list("kind", "channel"))
    assert {("accept", "sms"), ("accept", "in_app"), ("submit", "in_app")} <= kinds
    text = Message.objects.filter(kind="accept", channel="sms").first().body
    assert case.number in text
    assert "陈玉㛃您好" in text
