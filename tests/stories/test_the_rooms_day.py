"""The days that do not go straight: at sea, another mediator, an objection, no more time, a report made by mistake."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import User
from cases import engine, performance, sealing, standing, ticking, turns
from cases.models import Agreement, Case, Deadline
from documents.models import Document
from notices.models import Message
from organizations import tree
from organizations.models import MediatorProfile, Membership, Organization, Seal
from tests import factories
from tests.personas import persona
from tests.stories.people import Person, Refused, phone_of, reason

pytestmark = pytest.mark.usefixtures("sanya")


def step(case, name):
    return f"/cases/{case.uid}/steps/{name}/"


def ends_on(case, code):
    return case.deadlines.get(code=code, status=Deadline.Status.RUNNING).ends_on


def days(number):
    return dt.timedelta(days=number)


def test_a_fisherman_goes_to_sea_and_the_talks_rest_until_he_is_back(sanya):
    case = factories.talked()
    mediator = Person("silver_mediator")
    term, today = ends_on(case, "PMC_GENERAL"), timezone.localdate()
    back = today + days(20)
    with pytest.raises(Refused, match="复查日要在明天到"):
        mediator.fill(step(case, "suspend"), reasons=reason("suspend_at_sea"), review_on=str(today + days(90)))
    page = mediator.fill(step(case, "suspend"), reasons=reason("suspend_at_sea"), review_on=str(back))
    assert "中止" in page.words
    assert "当事人出海未归" in page.words
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.due_code, case.due_on, case.turn) == ("suspended", "REVIEW", back, "rest")
    # The other side sees until when, and may leave for court at any time.
    phone = phone_of(case.dispute.participations.last())
    words = phone.words(phone.open(f"/my/{case.uid}/"))
    assert "调解先停一停" in words
    assert "出海未归" not in words
    assert "不想调解了" in words
    sanya.move_to(timezone.now() + days(15))
    assert ticking.tick()[0] == 0
    sanya.move_to(timezone.now() + days(6))
    assert ticking.tick() == (1, 0)
    assert ticking.tick() == (0, 0)
    case = Case.objects.get(pk=case.pk)
    left = (term - today).days
    assert case.state == "mediating"
    assert ends_on(case, "PMC_GENERAL") >= timezone.localdate() + days(left)
    entry = case.entries.order_by("-place").first()
    assert (entry.step, entry.role) == ("resume", "clock")


def test_a_mediator_falls_ill_while_the_agreement_is_being_signed():
    case = factories.frozen()
    agreement = factories.agreement_of(case)
    first = [row for row in factories.requests_of(agreement) if row.signer == "party"][0]
    factories.sign_tablet(first)
    former = case.mediator
    assert standing.pairs(former, case)
    head = Person("head")
    follower = persona("mediator")
    head.fill(step(case, "replace_mediator"), mediator=str(follower.pk), reason="柯敬堂住院了。")
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.mediator, case.turn) == ("mediating", follower, "take_over")
    assert Agreement.objects.get(pk=agreement.pk).state == "voided"
    assert ("mediator", "mine") not in {(str(role), word) for role, word in standing.pairs(former, case)}
    # What was said to the mediator alone passes on; nothing goes on before the new one has declared.
    session = engine.take(case, "schedule_session", by=follower, starts_at=timezone.now(), place="调解室")
    with pytest.raises(engine.Refused, match="还没有声明没有利害关系"):
        engine.take(
            session, "record_session", by=follower, session=case.sessions.last(), ends_at=timezone.now(),
            record="谈过了。", result="agreed",
        )  # fmt: skip
    new = Person("mediator")
    new.fill(step(case, "take_over"), declared="on")
    case = Case.objects.get(pk=case.pk)
    assert case.turn != "take_over"
    assert not case.deadlines.filter(code="RESPOND", status="running").exists()


def test_a_party_does_not_want_this_mediator_and_the_head_agrees():
    case = factories.mediating()
    wang = case.dispute.participations.first()
    phone = phone_of(wang)
    page = phone.open(f"/my/{case.uid}/")
    assert "想换调解员" in phone.words(page)
    phone.fill(f"/my/{case.uid}/steps/object_to_mediator/", reason="他和对方是老同事。")
    case = Case.objects.get(pk=case.pk)
    assert case.turn == "rule"
    objection = case.objections.get()
    assert objection.reason == "他和对方是老同事。"
    # The mediator does not read why.
    mediator = Person("silver_mediator")
    assert "老同事" not in mediator.words(mediator.open(f"/cases/{case.uid}/"))
    head = Person("head")
    assert "老同事" in head.words(head.open(step(case, "rule_on_objection")))
    with pytest.raises(Refused, match="请同时选好接手的调解员"):
        head.fill(step(case, "rule_on_objection"), objection=str(objection.pk), ruling="sustained")
    follower = persona("mediator")
    head.fill(
        step(case, "rule_on_objection"), objection=str(objection.pk), ruling="sustained", mediator=str(follower.pk)
    )
    case = Case.objects.get(pk=case.pk)
    assert (case.mediator, case.turn) == (follower, "take_over")
    assert [entry.step for entry in case.entries.order_by("place")][-2:] == ["rule_on_objection", "replace_mediator"]


def test_an_objection_without_ground_is_overruled_with_a_reason():
    case = factories.mediating()
    side = case.dispute.participations.first()
    engine.take(case, "object_to_mediator", by=persona("clerk"), participation=side, reason="他说话声音大。")
    with pytest.raises(engine.Refused, match="还没有答复"):
        engine.take(case, "object_to_mediator", by=persona("clerk"), participation=side, reason="又来了。")
    objection = case.objections.get()
    with pytest.raises(engine.Refused, match="不换人的，请写明理由"):
        engine.take(case, "rule_on_objection", by=persona("head"), objection=objection, ruling="overruled")
    done = engine.take(
        case, "rule_on_objection", by=persona("head"), objection=objection, ruling="overruled",
        reason="声音大不影响公正，已提醒他注意。",
    )  # fmt: skip
    assert (done.mediator, done.turn) == (persona("silver_mediator"), "arrange")
    # The answer and its reason are told to whoever objected, and to nobody else.
    told = Message.objects.filter(kind="rule_on_objection", channel="sms")
    assert [message.user for message in told] == [side.user]
    phone = phone_of(side)
    assert "声音大不影响公正" in phone.words(phone.open(f"/my/{case.uid}/log/"))
    other = phone_of(case.dispute.participations.last())
    assert "换" not in other.words(other.open(f"/my/{case.uid}/log/"))


def test_one_side_does_not_want_more_time_and_the_mediation_ends_when_the_term_does(sanya):
    case = factories.talked()
    first, second = case.dispute.participations.all()
    mediator = Person("silver_mediator")
    until = ends_on(case, "PMC_GENERAL") + days(30)
    assert "还没有问陈玉㛃同不同意延长" in mediator.open(step(case, "extend_term")).words
    consent = {"purpose": "extension", "channel": "phone"}
    mediator.fill(step(case, "record_consent"), participation=str(first.pk), given="yes", **consent)
    mediator.fill(step(case, "record_consent"), participation=str(second.pk), given="no", **consent)
    assert "阿依古丽·买买提不同意延长，期满只能结束调解" in mediator.open(step(case, "extend_term")).words
    with pytest.raises(engine.Refused, match="不同意延长"):
        engine.take(case, "extend_term", by=case.mediator, until=until, reason="还差一点。")
    sanya.move_to(timezone.now() + days(40))
    acts, _warnings = ticking.tick()
    assert acts == 0
    messages = persona("silver_mediator").messages.filter(kind="deadline_red")
    assert [message.body for message in messages] == ["调解期限已经过期（12月21日到期），请马上办。"]
    Person("silver_mediator").fill(step(case, "terminate"), reasons=reason("terminate_expired"))
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.outcome) == ("closed", "failed")


def test_each_side_agrees_to_more_time_and_the_next_extension_asks_anew():
    case = factories.talked()
    mediator = Person("silver_mediator")
    before = ends_on(case, "PMC_GENERAL")
    for side in case.dispute.participations.all():
        engine.take(
            case, "record_consent", by=case.mediator, participation=side, purpose="extension", given=True,
            channel="phone",
        )  # fmt: skip
    with pytest.raises(Refused, match="新的期限要比现在的晚"):
        mediator.fill(step(case, "extend_term"), until=str(before), reason="等鉴定。")
    mediator.fill(step(case, "extend_term"), until=str(before + days(14)), reason="等鉴定。")
    case = Case.objects.get(pk=case.pk)
    assert ends_on(case, "PMC_GENERAL") >= before + days(14)
    assert case.extensions.get().before == before
    paper = Document.objects.get(dossier=case.uid, paper="extension_consent")
    assert case.signature_requests.filter(document=paper).count() == 3
    assert "还没有问" in mediator.open(step(case, "extend_term")).words


def test_a_draft_that_nobody_completes_is_dropped_by_the_calendar_and_its_filer_hears(sanya):
    case = factories.registered(people=())
    assert case.due_code == "DRAFT"
    sanya.move_to(timezone.now() + days(33))
    assert ticking.tick()[0] == 1
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.outcome) == ("closed", "withdrawn")
    assert turns.of(case).code == "archive"


def test_a_danger_in_a_family_must_be_told_to_somebody():
    case = factories.mediating()
    mediator = Person("silver_mediator")
    typed = {"kind": "violence", "level": "red", "text": "孩子说爸爸又动手了。"}
    with pytest.raises(Refused, match="要马上报告公安机关"):
        mediator.fill(step(case, "report_risk"), **typed)
    mediator.fill(step(case, "report_risk"), told_to="新港派出所值班民警", **typed)
    case = Case.objects.get(pk=case.pk)
    assert case.dispute.danger
    heard = {message.user.username for message in persona("head").messages.model.objects.filter(kind="report_risk")}
    assert {"zhoudehai", "yanshouzheng"} <= heard
    # Nobody puts the task away: it is the mediator's turn until he has asked what came of it.
    assert case.turn == "danger"
    assert "问清危险处理得怎样" in mediator.open("/workbench/").words
    engine.take(case, "schedule_session", by=case.mediator, starts_at=timezone.now(), place="调解室")
    assert Case.objects.get(pk=case.pk).turn == "danger"
    page = mediator.fill(step(case, "answer_risk"), text="派出所出了警，写了告诫书。")
    assert "派出所出了警" in page.words
    assert Case.objects.get(pk=case.pk).turn == "hold"
    # Nor is one put away with the file.
    engine.take(case, "report_risk", by=case.mediator, told_to="派出所", **typed)
    engine.take(case, "terminate", by=case.mediator, reasons=factories.reasons("terminate"))
    case = Case.objects.get(pk=case.pk)
    assert case.turn == "danger_of_head"
    with pytest.raises(engine.Refused, match="还没有问清处理情况"):
        engine.take(case, "archive", by=persona("clerk"), checked_by=persona("head"))
    engine.take(case, "answer_risk", by=persona("head"), risk=case.risks.last(), text="已由派出所处理。")
    assert Case.objects.get(pk=case.pk).turn == "archive"
    with pytest.raises(engine.Refused, match="已经记过了"):
        engine.take(case, "answer_risk", by=case.mediator, risk=case.risks.first(), text="再记一次。")


def test_two_people_who_cannot_write_agree_by_word_of_mouth():
    case = factories.drafted()
    mediator = Person("silver_mediator")
    page = mediator.open(f"/cases/{case.uid}/agreement/check/")
    assert "记为口头协议" in page.words
    with pytest.raises(Refused, match="各方都说不用写"):
        mediator.fill(step(case, "record_oral_agreement"), witness="范小玲")
    mediator.fill(step(case, "record_oral_agreement"), need_no_paper="on", read_aloud="on", witness="范小玲")
    case = Case.objects.get(pk=case.pk)
    agreement = factories.agreement_of(case)
    assert (case.state, case.effective_on, agreement.state) == ("effective", timezone.localdate(), "oral")
    register = Document.objects.get(dossier=case.uid, paper="oral_agreement_register")
    assert register.facts["how"] == ["调解员已把以上内容念给各方听，各方确认无误。", "在场见证人：范小玲。"]
    assert agreement.document == register
    # No paper was signed, so the court cannot be asked to confirm it; the promises are watched over all the same.
    assert {row.code for row in case.deadlines.filter(status="running")} == {"PERFORMANCE", "VISIT"}
    party = case.dispute.participations.first()
    phone = phone_of(party)
    assert "4800元" in phone.words(phone.open(f"/my/{case.uid}/"))
    answer = phone.client.get(f"/my/{case.uid}/documents/{register.uid}.pdf")
    assert answer.content.startswith(b"%PDF")
    for part in performance.instalments(agreement):
        engine.take(
            case, "record_performance", by=case.mediator, instalment=part, kind="done", amount=part.amount,
            happened_on=timezone.localdate(),
        )  # fmt: skip
    done = engine.take(case, "close", by=case.mediator)
    assert (done.state, done.outcome) == ("closed", "settled_oral")


def test_a_broken_promise_is_told_with_the_rights_and_a_new_agreement_takes_the_place_of_the_old(sanya):
    case = factories.effective()
    first = factories.agreement_of(case)
    part = performance.instalments(first)[0]
    sanya.move_to(timezone.now() + days(15))
    acts, _warnings = ticking.tick()
    assert acts == 1
    assert case.entries.order_by("-place").first().step == "urge_performance"
    assert ticking.tick()[0] == 0
    mediator = Person("silver_mediator")
    mediator.fill(
        step(case, "report_breach"), instalment=str(part.pk), happened_on=str(timezone.localdate()), rights_told="on"
    )
    with pytest.raises(Refused, match="要各方都愿意"):
        mediator.fill(step(case, "renegotiate"), reason="对方失业了。")
    mediator.fill(step(case, "renegotiate"), both_agree="on", reason="对方失业了，想分三个月付。")
    case = Case.objects.get(pk=case.pk)
    assert case.state == "mediating"
    assert performance.in_force(case) == first
    with pytest.raises(engine.Refused, match="协议已经生效"):
        engine.take(case, "terminate", by=case.mediator, reasons=factories.reasons("terminate"))
    second = engine.take(Agreement(case=case), "draft_agreement", by=case.mediator)
    engine.take(
        second, "edit_clauses", by=case.mediator, main_facts=first.main_facts, responsibility=first.responsibility,
        edits=0, clauses=[
            {
                "kind": "pay", "obligor": part.obligation.obligor, "obligee": part.obligation.obligee,
                "amount": Decimal(4800), "text": "赔偿款", "place": "", "method": "phone",
                "instalments": [(Decimal(4800), timezone.localdate() + days(90))],
            }
        ],
    )  # fmt: skip
    engine.take(case, "record_oral_agreement", by=case.mediator, need_no_paper=True)
    case = Case.objects.get(pk=case.pk)
    assert case.state == "effective"
    assert [row.state for row in case.agreements.order_by("version")] == ["superseded", "oral"]
    assert ends_on(case, "PERFORMANCE") == timezone.localdate() + days(90)


def test_a_renegotiation_that_comes_to_nothing_leaves_the_agreement_as_it_was():
    case = factories.effective()
    engine.take(case, "renegotiate", by=case.mediator, both_agree=True, reason="想改时间。")
    Person("silver_mediator").fill(step(case, "keep_agreement"))
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.turn) == ("effective", "perform")
    assert factories.agreement_of(case).state == "sealed"


def test_a_committee_of_one_does_everything_but_seal_its_own_mediation():
    one = alone("独任", "dureng")
    person = Person()
    person.client.force_login(one, backend="accounts.backends.StaffBackend")
    case = factories.registered(code="dureng", by="grid_worker")
    case = engine.take(case, "submit", by=one)
    case = engine.take(case, "accept", by=one, dispute_type=case.dispute_type, source=case.source)
    for side in case.dispute.participations.all():
        case = engine.take(
            case, "record_consent", by=one, participation=side, purpose="mediation", given=True, channel="phone"
        )
    case = engine.take(case, "assign_mediator", by=one, mediator=one, basis="appointed")
    case = engine.take(case, "accept_assignment", by=one, declared=True)
    engine.take(case, "schedule_session", by=one, starts_at=timezone.now(), place="调解室")
    case = engine.take(
        case, "record_session", by=one, session=case.sessions.get(), ends_at=timezone.now(), record="谈成了。",
        result="agreed",
    )  # fmt: skip
    first, second = case.dispute.participations.all()
    draft = engine.take(Agreement(case=case), "draft_agreement", by=one)
    engine.take(
        draft, "edit_clauses", by=one, main_facts="602室漏水。", responsibility="602室承担。", edits=0,
        clauses=[
            {
                "kind": "pay", "obligor": second, "obligee": first, "amount": Decimal(900), "text": "赔偿款",
                "place": "", "method": "phone", "instalments": [(Decimal(900), timezone.localdate() + days(9))],
            }
        ],
    )  # fmt: skip
    case = engine.take(Case.objects.get(pk=case.pk), "freeze_agreement", by=one)
    agreement = factories.agreement_of(case)
    sheets = [row for row in factories.requests_of(agreement) if row.signer == "party"]
    engine.take(agreement, "attach_signed_sheet", by=one, requests=sheets, upload=factories.scan())
    # There is no second person: the one compares the paper, and the log says who did both.
    page = person.open(f"/cases/{case.uid}/")
    assert "核对签好的纸" in page.words
    person.fill(f"/cases/{case.uid}/sheet/{agreement.document.uid}/confirm/", requests=str(sheets[0].pk))
    engine.take(agreement, "confirm_signed_sheet", by=one, requests=sheets[1:])
    engine.take(
        factories.agreement_of(case), "mediator_sign", by=one, strokes=factories.strokes(9),
        sha256=agreement.document.sha256, confirmed=True,
    )  # fmt: skip
    with pytest.raises(engine.Refused, match="不能自己盖章"):
        engine.take(factories.agreement_of(case), "seal", by=one)
    engine.take(factories.agreement_of(case), "seal", by=persona("district_head"), reason="本会只有一人，又是调解员。")
    assert sealing.sweep() == 1
    assert Case.objects.get(pk=case.pk).state == "effective"


def alone(name, code):
    """A committee whose only person keeps its papers, heads it and mediates."""
    body = Organization(
        kind="community_committee", code=code, name=f"三亚市吉阳区{name}人民调解委员会", short_name=name,
        parent=Organization.objects.get(code="jiyang"), number_word="三吉独人调字", valid_from=dt.date(2020, 1, 1),
    )  # fmt: skip
    tree.place(body)
    one = User.objects.create_user("dulinzhi", name="独临芝", kind=User.Kind.STAFF)
    MediatorProfile.objects.create(
        user=one, engagement="full_time", standing_kind="member", term_from=dt.date(2025, 1, 1),
        term_until=dt.date(2027, 12, 31),
    )  # fmt: skip
    for role in ("clerk", "head", "mediator"):
        Membership.objects.create(user=one, organization=body, role=role, starts_on=dt.date(2025, 1, 1))
    # The grid of the report is another body's; whoever reports here serves here.
    Membership.objects.create(
        user=persona("grid_worker"), organization=body, role="grid_worker", starts_on=dt.date(2025, 1, 1)
    )
    Seal.objects.create(
        organization=body, name=body.name, image=factories._seal_picture(name), valid_from=body.valid_from
    )
    return one
