"""The main road, walked: from a grid worker's report to a sealed agreement in the archive, and four shorter ways."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from cases import conflicts, engine, performance, reading, sealing
from cases.models import Agreement, Case, CaseSource, Dispute, DisputeType, Reason, SignatureRequest
from documents.models import Document
from intake.demo import hands, people
from organizations.models import Grid, Organization

BODY = "xingang"


def staff(username):
    """A demo account."""
    return User.objects.get(username=username)


class Walk:
    """Takes steps and tells each one; `say(entry_line)` gets every line."""

    def __init__(self, say):
        self.say = say
        self.told = {}

    # --- the engine, told ------------------------------------------------------

    def take(self, thing, name, by, /, **facts):
        """One step; says who did what and which clock runs next."""
        done = engine.take(thing, name, by=by, **facts)
        self.tell(done.case)
        return done

    def refused(self, thing, name, by, /, **facts):
        """A step that must be refused; says why."""
        try:
            engine.take(thing, name, by=by, **facts)
        except engine.Refused as refusal:
            self.say(f"        ✕ {by.name}：{'；'.join(str(reason) for reason in refusal.reasons)}")
            return
        raise AssertionError(f"{name} was not refused")

    def tell(self, case):
        """The lines of a case since the last time, and its next clock."""
        case = Case.objects.get(pk=case.pk)
        new = [line for line in reading.lines(case, None, held=_OFFICE) if line.entry.place > self.told.get(case.pk, 0)]
        clock = case.deadlines.filter(status="running").order_by("ends_on").first()
        until = f"　〔{clock.name}，最晚{clock.ends_on.month}月{clock.ends_on.day}日〕" if clock else ""
        for line in reversed(new):
            moment = timezone.localtime(line.entry.entered_at)
            self.say(f"  {moment:%H:%M:%S}  {line.actor}　{line.sentence}{until if line is new[0] else ''}")
        self.told[case.pk] = new[0].entry.place if new else self.told.get(case.pk, 0)

    # --- pieces of road ---------------------------------------------------------

    def register(self, by, *, title, summary, place, parties, type_code, source, danger=False, requests=()):
        """A dispute is reported; the first case opens in 新港社区."""
        body = Organization.objects.get(code=BODY)
        case = Case(
            dispute=Dispute(),
            organization=body,
            dispute_type=DisputeType.objects.get(code=type_code),
            source=CaseSource.objects.get(code=source),
        )
        return self.take(
            case,
            "register",
            by,
            title=title,
            summary=summary,
            place=place,
            danger=danger,
            requests=requests,
            grid=Grid.objects.filter(organization=body).first(),
            people=[{"side": side, "person": person} for side, person in parties],
        )

    def accept(self, case):
        """The head takes it; a number is given."""
        return self.take(
            case, "accept", staff("zhoudehai"), dispute_type=case.dispute_type, source=case.source, people_count=2
        )

    def consent(self, case, channel="phone", purpose="mediation"):
        """Both sides say yes; with the last one to mediation the intake register is issued."""
        for person in case.dispute.participations.all():
            case = self.take(
                case,
                "record_consent",
                staff("suwanning"),
                participation=person,
                purpose=purpose,
                given=True,
                channel=channel,
            )
        return case

    def identities(self, case):
        """The clerk sees both identity cards."""
        for person in case.dispute.participations.all():
            case = self.take(case, "check_identity", staff("suwanning"), participation=person, how="original")
        return case

    def ink(self, case, *papers):
        """Everybody who still has to sign these papers does so in ink; a second person compares the scan."""
        for document in Document.objects.filter(dossier=case.uid, paper__in=papers, voided_at__isnull=True):
            requests = list(SignatureRequest.objects.filter(document=document, status="waiting").select_related("user"))
            if not requests:
                continue
            sheet = hands.signed_sheet(document.title, [request.user.name for request in requests])
            clerk, second = staff("suwanning"), staff("xingyulan")
            self.take(case, "attach_paper_sheet", clerk, requests=requests, upload=sheet)
            case = self.take(case, "confirm_paper_sheet", second, requests=requests)
        return case

    def session(self, case, *, place, record, result, attendees=()):
        """A meeting is arranged, held and written down."""
        start = timezone.now() - dt.timedelta(minutes=75)
        case = self.take(case, "schedule_session", case.mediator, starts_at=start, place=place)
        session = case.sessions.order_by("-ordinal").first()
        return self.take(
            case,
            "record_session",
            case.mediator,
            session=session,
            ends_at=start + dt.timedelta(minutes=70),
            record=record,
            result=result,
            attendees=attendees,
            recorder=staff("suwanning"),
        )


# The walk tells the office's own log.
_OFFICE = frozenset({("mediator", "mine"), ("clerk", "here"), ("head", "here")})


def main_road(walk):
    """The leak between neighbours, to the archive. Returns the case."""
    walk.say("一、楼上漏水：从网格员上报到归档")
    grid, clerk = staff("fanxiaoling"), staff("suwanning")
    case = walk.register(
        grid,
        title="楼上漏水纠纷",
        summary="602室卫生间漏水，老人家的天花板和衣柜泡坏了，两家在楼道吵了两次。",
        place="港门花园3栋",
        type_code="neighbour",
        source="grid",
        parties=[("applicant", {"name": "陈玉㛃"}), ("respondent", {"name": "602室住户"})],
    )
    chen, aygul = case.dispute.participations.all()
    case = walk.take(case, "record_party", clerk, side="applicant", person=people.CHEN, participation=chen)
    case = walk.take(case, "record_party", clerk, side="respondent", person=people.AYGUL, participation=aygul)
    case = walk.take(case, "submit", clerk)
    case = walk.consent(walk.accept(case))
    case = walk.identities(case)
    for one in conflicts.suggest(case)[:3]:
        why = "；".join(str(tie.sentence) for tie in one.ties) or "，".join(map(str, one.reasons))
        walk.say(f"        推荐 {one.mediator.name}：{why}")
    head = staff("zhoudehai")
    walk.refused(case, "assign_mediator", head, mediator=staff("luqiming"), basis="appointed")
    case = walk.take(case, "assign_mediator", head, mediator=staff("kejingtang"), basis="appointed")
    case = walk.take(case, "accept_assignment", case.mediator, declared=True)
    case = walk.ink(case, "intake_register", "rights_notice", "impartiality_declaration")
    case = _look(walk, case)
    case = _talk(walk, case, chen, aygul)
    case = _agree(walk, case, chen, aygul)
    return _perform(walk, case, chen, aygul)


def _look(walk, case):
    """Somebody who is no party is asked what he saw; with each side's consent somebody who knows leaks is invited."""
    case = walk.take(
        case,
        "record_investigation",
        case.mediator,
        others=("物业服务人员何志强",),
        place="港门花园3栋",
        record="问：物业去看过吗？\n答：去过一次，地漏旁边的砖松了，水是从那里下去的。",
    )
    walk.refused(case, "invite_helper", case.mediator, name="梁文杰", capacity="expert")
    case = walk.consent(case, purpose="helper")
    case = walk.take(case, "invite_helper", case.mediator, name="梁文杰", capacity="expert", tie="防水工程师，住本小区")
    return walk.ink(case, "investigation_record", "confidentiality_promise")


def _talk(walk, case, chen, aygul):
    mediator = case.mediator
    case = walk.session(
        case,
        place="新港社区矛盾调解室",
        record="双方都认可漏水来自602室卫生间。\n争议在赔多少和谁来修防水。双方愿意再谈。",
        result="continue",
        attendees=("网格员范小玲",),
    )
    case = walk.take(
        case,
        "add_note",
        mediator,
        audience="one_side",
        participation=aygul,
        text="近期手头紧，能接受分两次付。希望对方不在楼里到处说。",
    )
    case = walk.take(case, "record_offer", mediator, participation=chen, amount=Decimal(6000), terms="一次付清")
    case = walk.take(case, "record_offer", mediator, participation=aygul, amount=Decimal(3500), terms="自己修防水")
    case = walk.session(
        case,
        place="港门花园3栋502室",
        record="双方一起看了现场。\n阿依古丽·买买提同意赔4800元，分两次付，并修好卫生间防水。陈玉㛃同意。",
        result="agreed",
    )
    return walk.ink(case, "mediation_record")


def _agree(walk, case, chen, aygul):
    mediator, clerk = case.mediator, staff("suwanning")
    agreement = walk.take(Agreement(case=case), "draft_agreement", mediator)
    agreement = walk.take(
        agreement,
        "edit_clauses",
        mediator,
        main_facts=(
            "2026年10月以来，602室卫生间地面渗水，致502室卧室天花板、衣柜受损，双方因此争吵。\n"
            "争议事项：赔偿多少、由谁修复602室卫生间防水。"
        ),
        responsibility="漏水由602室卫生间防水层损坏引起，由602室住户阿依古丽·买买提承担责任。",
        clauses=_clauses(debtor=aygul, creditor=chen),
        edits=0,
    )
    walk.take(case, "freeze_agreement", mediator, recorder=clerk)
    agreement = _sign(walk, Agreement.objects.get(pk=agreement.pk), on_tablet=chen, in_ink=aygul)
    walk.take(agreement, "seal", staff("zhoudehai"))
    sealing.sweep()
    walk.tell(case)
    return Case.objects.get(pk=case.pk)


def _clauses(*, debtor, creditor):
    """4800 yuan in two instalments, and a repair."""
    today = timezone.localdate()
    both = {"obligor": debtor, "obligee": creditor, "place": ""}
    pay = both | {
        "kind": "pay",
        "amount": Decimal(4800),
        "text": "天花板和衣柜的赔偿款",
        "method": "phone",
        "instalments": [
            (Decimal(2400), today + dt.timedelta(days=7)),
            (Decimal(2400), today + dt.timedelta(days=37)),
        ],
    }
    repair = both | {
        "kind": "repair",
        "amount": None,
        "text": "602室卫生间防水",
        "method": "",
        "instalments": [(None, today + dt.timedelta(days=26))],
    }
    return [pay, repair]


def _sign(walk, agreement, *, on_tablet, in_ink):
    """One party and the recorder on the tablet, the other party in ink, the mediator last."""
    clerk, mediator = staff("suwanning"), agreement.case.mediator
    by_user = {row.user_id: row for row in agreement.signature_requests.select_related("user")}
    seen = {"witness": "范小玲", "identity_checked": True}
    for user, facts in ((on_tablet.user, seen), (clerk, {})):
        row = by_user[user.pk]
        written = hands.scribble(user.name)
        agreement = walk.take(agreement, "sign", clerk, request=row, sha256=row.sha256, strokes=written, **facts)
    inked = [by_user[in_ink.user_id]]
    sheet = hands.signed_sheet("人民调解协议书", [in_ink.party.name])
    agreement = walk.take(agreement, "attach_signed_sheet", clerk, requests=inked, upload=sheet)
    agreement = walk.take(agreement, "confirm_signed_sheet", staff("hanliqun"), requests=inked)
    return walk.take(
        agreement,
        "mediator_sign",
        mediator,
        strokes=hands.scribble(mediator.name),
        sha256=agreement.document.sha256,
        confirmed=True,
    )


def _perform(walk, case, chen, aygul):
    clerk, mediator, today = staff("suwanning"), case.mediator, timezone.localdate()
    sealed = Agreement.objects.get(case=case, state="sealed")
    for person in (chen, aygul):
        case = walk.take(case, "download_document", person.user, document=sealed.sealed_document)
    for part in performance.instalments(sealed):
        case = walk.take(
            case,
            "record_performance",
            chen.user if part.amount else mediator,
            instalment=part,
            kind="done",
            amount=part.amount,
            happened_on=today,
            paid_by="phone" if part.amount else "",
        )
    case = walk.ink(case, "performance_receipt")
    case = walk.take(
        case,
        "record_visit",
        mediator,
        performance="4800元已付清，602室卫生间防水已修好，再没有漏水。",
        satisfaction="content",
    )
    case = walk.ink(walk.take(case, "close", mediator), "closing_report")
    return walk.take(case, "archive", clerk, checked_by=staff("zhoudehai"))


def declined(walk):
    """A dispute the court already has is not taken; the other ways are told."""
    walk.say("二、已经起诉的欠款：不予受理，告知其他办法")
    case = walk.register(
        staff("suwanning"),
        title="借款纠纷",
        summary="赵小强说符大海欠他8000元，法院上月已经立案。",
        place="红郊社区",
        type_code="contract",
        source="application",
        requests=("归还借款8000元",),
        parties=[("applicant", people.RIDER), ("respondent", people.OWNER)],
    )
    case = walk.take(case, "submit", staff("suwanning"))
    return walk.take(
        case,
        "decline",
        staff("zhoudehai"),
        reasons=list(Reason.objects.filter(code="decline_court")),
        text="法院已经立案，请按法院通知参加诉讼；双方也可以请法院委托调解。",
    )


def failed(walk):
    """An application that is mediated and fails, with typed reasons and a termination notice."""
    walk.say("三、退押金：没有谈成，发终止通知")
    case = walk.register(
        staff("suwanning"),
        title="退还押金纠纷",
        summary="吉丽娜退租后，王向阳以墙面损坏为由不退押金3000元。",
        place="月川社区",
        type_code="housing",
        source="application",
        requests=("退还押金3000元",),
        parties=[("applicant", people.TENANT), ("respondent", people.LANDLORD)],
    )
    case = walk.take(case, "submit", staff("suwanning"))
    case = walk.consent(walk.accept(case), channel="in_person")
    case = walk.take(case, "assign_mediator", staff("zhoudehai"), mediator=staff("wangxiuzhen"), basis="chosen")
    case = walk.take(case, "accept_assignment", case.mediator, declared=True)
    case = walk.session(case, place="新港社区矛盾调解室", record="双方对墙面损坏的原因说法不一。", result="not_agreed")
    return walk.take(
        case,
        "terminate",
        case.mediator,
        reasons=list(Reason.objects.filter(code__in=["terminate_apart", "terminate_unwilling"])),
    )


def refused(walk):
    """The respondent clearly refuses; it is no failure (人民调解法第17条)."""
    walk.say("四、养狗扰民：对方明确不同意调解")
    case = walk.register(
        staff("fanxiaoling"),
        title="养狗扰民纠纷",
        summary="楼上养狗夜里叫，黄美珍睡不好。",
        place="港门花园5栋",
        type_code="neighbour",
        source="grid",
        parties=[("applicant", people.NEIGHBOUR), ("respondent", people.DOG_OWNER)],
    )
    case = walk.accept(walk.take(case, "submit", staff("fanxiaoling")))
    respondent = case.dispute.participations.get(side="respondent")
    return walk.take(
        case, "refuse", staff("suwanning"), participation=respondent, channel="phone", text="我不调，让她去告。"
    )


def ended(walk):
    """The applicant ends it himself, as he may at any time (人民调解法第3、23条)."""
    walk.say("五、民宿退款：申请人自己结束调解")
    case = walk.register(
        staff("suwanning"),
        title="民宿退款纠纷",
        summary="孙静怡因台风没有入住，民宿不退房费1200元。",
        place="大东海社区",
        type_code="tourism",
        source="application",
        requests=("退还房费1200元",),
        parties=[("applicant", people.GUEST), ("respondent", people.HOST)],
    )
    case = walk.consent(walk.accept(walk.take(case, "submit", staff("suwanning"))))
    guest = case.dispute.participations.get(side="applicant")
    return walk.take(case, "end_mediation", guest.user, participation=guest, text="我想直接去消协。")
