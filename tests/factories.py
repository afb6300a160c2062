"""Cases built by taking steps, so that a test never holds a state the product cannot reach."""

import datetime as dt
import json
import math
from decimal import Decimal
from functools import cache
from io import BytesIO

from django.utils import timezone
from PIL import Image

from cases import engine, sealing
from cases.models import Agreement, Case, CaseSource, Consent, Dispute, DisputeType, Reason, SignatureRequest
from documents import uploads
from organizations.models import Organization
from organizations.network import loading, sanya
from organizations.network.rows import Network
from tests.personas import NAMES, PASSWORD, persona
from tests.remembering import remembered

CHEN = {
    "name": "陈玉㛃",
    "phone": "13800002046",
    "address": "三亚市吉阳区新港社区港门花园3栋502室",
    "ethnicity": "汉族",
}
LI = {"name": "阿依古丽·买买提", "phone": "13800007713", "address": "三亚市吉阳区新港社区港门花园3栋602室"}


@cache
def _seal_picture(_name):
    buffer = BytesIO()
    Image.new("RGBA", (120, 120), (190, 30, 30, 200)).save(buffer, "PNG")
    return buffer.getvalue()


def load_network():
    """新港社区 with its people, the bodies above it, one body elsewhere: enough for every standing."""
    people = tuple(one for one in sanya.NETWORK.people if one.username in NAMES.values())
    wanted = {"sanya", "jiyang", *(service.body for one in people for service in one.services)}
    bodies = {body.code: body for body in sanya.NETWORK.bodies}
    for code in list(wanted):
        while code:
            wanted.add(code)
            wanted |= {bodies[code].split_from} - {""}
            code = bodies[code].under
    for code in list(wanted):
        while code:
            wanted.add(code)
            code = bodies[code].under
    loading.load(
        Network(
            title="三亚",
            bodies=tuple(body for body in sanya.NETWORK.bodies if body.code in wanted),
            grids=tuple(grid for grid in sanya.NETWORK.grids if grid.body in wanted),
            people=people,
        ),
        draw_seal=_seal_picture,
        password=PASSWORD,
    )


def new_case(*, code="xingang", type_code="neighbour", source="grid"):
    """A case nobody has registered yet."""
    return Case(
        dispute=Dispute(),
        organization=Organization.objects.get(code=code),
        dispute_type=DisputeType.objects.get(code=type_code),
        source=CaseSource.objects.get(code=source),
    )


@remembered
def registered(*, by="grid_worker", people=(("applicant", CHEN), ("respondent", LI)), title="楼上漏水纠纷", **kind):
    """A draft, as a grid worker reports it."""
    return engine.take(
        new_case(**kind),
        "register",
        by=persona(by),
        title=title,
        summary="602室卫生间漏水，502室天花板和衣柜受损，两家在楼道吵了两次。",
        place="港门花园3栋",
        people=[{"side": side, "person": dict(person)} for side, person in people],
    )


@remembered
def submitted(**kind):
    """Handed to the head."""
    case = registered(**kind)
    return engine.take(case, "submit", by=case.registered_by)


@remembered
def accepted(**kind):
    """Numbered, not yet consented to."""
    case = submitted(**kind)
    return engine.take(case, "accept", by=persona("head"), dispute_type=case.dispute_type, source=case.source)


@remembered
def consented(**kind):
    """Accepted, and every side says yes; the intake register is issued."""
    case = accepted(**kind)
    for person in case.dispute.participations.exclude(side="interested"):
        case = engine.take(
            case,
            "record_consent",
            by=persona("clerk"),
            participation=person,
            purpose=Consent.Purpose.MEDIATION,
            given=True,
            channel=Consent.Channel.PHONE,
        )
    return case


@remembered
def assigned(*, mediator="silver_mediator", **kind):
    """A mediator is appointed and has not answered."""
    case = consented(**kind)
    return engine.take(case, "assign_mediator", by=persona("head"), mediator=persona(mediator), basis="appointed")


@remembered
def mediating(*, mediator="silver_mediator", **kind):
    """The mediator has taken it up; the rights notice is out."""
    case = assigned(mediator=mediator, **kind)
    return engine.take(case, "accept_assignment", by=case.mediator, declared=True)


@remembered
def talked(**kind):
    """One session held and recorded, the two sides want to go on."""
    case = mediating(**kind)
    now = timezone.now()
    engine.take(case, "schedule_session", by=case.mediator, starts_at=now, place="新港社区矛盾调解室")
    session = case.sessions.get()
    return engine.take(
        case,
        "record_session",
        by=case.mediator,
        session=session,
        ends_at=now + dt.timedelta(hours=1),
        record="双方都认可漏水来自602室卫生间。\n争议在赔多少和谁来修防水。",
        result="continue",
        recorder=persona("clerk"),
    )


@remembered
def drafted(**kind):
    """An agreement is written: 4800 yuan in two instalments, and a repair."""
    case = talked(**kind)
    agreement = engine.take(Agreement(case=case), "draft_agreement", by=case.mediator)
    creditor, debtor = case.dispute.participations.all()[:2]
    today = timezone.localdate()
    engine.take(
        agreement,
        "edit_clauses",
        by=case.mediator,
        main_facts="2026年10月以来，602室卫生间地面渗水，致502室卧室天花板、衣柜受损。\n双方对赔偿金额有争议。",
        responsibility="602室卫生间防水层损坏是漏水的原因，由602室承担责任。",
        edits=0,
        clauses=[
            {
                "kind": "pay", "obligor": debtor, "obligee": creditor, "amount": Decimal(4800), "text": "赔偿款",
                "place": "", "method": "phone",
                "instalments": [
                    (Decimal(2400), today + dt.timedelta(days=10)), (Decimal(2400), today + dt.timedelta(days=40)),
                ],
            },
            {
                "kind": "repair", "obligor": debtor, "obligee": creditor, "amount": None, "text": "602室卫生间防水",
                "place": "", "method": "", "instalments": [(None, today + dt.timedelta(days=30))],
            },
        ],
    )  # fmt: skip
    return Case.objects.get(pk=case.pk)


@remembered
def frozen(**kind):
    """The text is fixed and put to its signers."""
    case = drafted(**kind)
    return engine.take(case, "freeze_agreement", by=case.mediator, recorder=persona("clerk"))


def strokes(seed=0):
    """A name as signature_pad keeps it: five strokes of twenty points, at a person's speed."""
    lines, moment = [], 1_000_000
    for stroke in range(5):
        line = []
        for point in range(20):
            moment += 16
            x = 60 + stroke * 90 + 50 * math.sin((point + seed) / 5)
            y = 60 + point * 7 + 20 * math.cos(stroke + seed)
            line.append({"x": round(x, 1), "y": round(y, 1), "time": moment, "pressure": 0.5})
        moment += 180
        lines.append({"points": line})
    return lines


def pad(seed=0):
    """The same as the page's hidden field sends it (static/sign.js)."""
    lines = [
        [[p["x"], p["y"], p["time"] - 1_000_000, p["pressure"]] for p in stroke["points"]] for stroke in strokes(seed)
    ]
    box = {"width": 600, "height": 240, "started": 1_000_016, "ended": 1_002_500, "turned": 0, "pointer": "pen"}
    return json.dumps(box | {"strokes": lines})


def scan(text="签好的协议"):
    """A photo of a signed sheet, accepted by the upload door."""
    buffer = BytesIO()
    Image.effect_noise((600, 850), 30).convert("RGB").save(buffer, "JPEG")
    from django.core.files.uploadedfile import SimpleUploadedFile

    return uploads.accept(SimpleUploadedFile("签名页.jpg", buffer.getvalue(), "image/jpeg"), purpose="signed_sheet")


def requests_of(agreement, *, signer=None):
    """The signature requests of an agreement."""
    rows = SignatureRequest.objects.filter(agreement=agreement).select_related("user")
    return list(rows.filter(signer=signer) if signer else rows)


def agreement_of(case):
    """The case's newest agreement."""
    return Agreement.objects.filter(case=case).order_by("-version").select_related("document", "case__dispute").first()


def sign_tablet(request, seed=0):
    """One signer at the counter tablet, the clerk holding it, the grid worker looking on."""
    agreement = request.agreement
    by = request.user if request.user.kind == "staff" else persona("clerk")
    return engine.take(
        agreement,
        "sign",
        by=by,
        request=request,
        sha256=request.sha256,
        strokes=strokes(seed),
        witness="范小玲",
        identity_checked=True,
    )


def sign_power(mandate):
    """The client signs the power of attorney of his agent at the counter tablet; the mandate as it is then."""
    paper = mandate.signature_requests.get(document__paper="power_of_attorney").document
    request = SignatureRequest.objects.select_related("case").exclude(signer="agent").get(document=paper)
    engine.take(
        request.case,
        "sign_paper",
        by=persona("clerk"),
        request=request,
        sha256=request.sha256,
        strokes=strokes(3),
        witness="范小玲",
        identity_checked=True,
    )
    mandate.refresh_from_db()
    return mandate


@remembered
def signed(**kind):
    """Every party and the recorder have signed, the last party in ink."""
    case = frozen(**kind)
    agreement = agreement_of(case)
    *others, last = [row for row in requests_of(agreement) if row.signer != "mediator"]
    for number, request in enumerate(others):
        sign_tablet(request, number)
    engine.take(agreement, "attach_signed_sheet", by=persona("clerk"), requests=[last], upload=scan())
    engine.take(agreement, "confirm_signed_sheet", by=persona("second_clerk"), requests=[last])
    return Case.objects.get(pk=case.pk)


@remembered
def to_seal(**kind):
    """The mediator has signed too."""
    case = signed(**kind)
    agreement = agreement_of(case)
    engine.take(
        agreement,
        "mediator_sign",
        by=case.mediator,
        strokes=strokes(9),
        sha256=agreement.document.sha256,
        confirmed=True,
    )
    return Case.objects.get(pk=case.pk)


@remembered
def effective(**kind):
    """Sealed by the head and the worker: the agreement binds."""
    case = to_seal(**kind)
    engine.take(agreement_of(case), "seal", by=persona("head"))
    assert sealing.sweep() == 1
    return Case.objects.get(pk=case.pk)


@remembered
def performed(**kind):
    """Everything promised is done, and a visit was paid."""
    from cases import performance

    case = effective(**kind)
    for part in performance.instalments(agreement_of(case)):
        engine.take(
            case,
            "record_performance",
            by=case.mediator,
            instalment=part,
            kind="done",
            amount=part.amount,
            happened_on=timezone.localdate(),
            paid_by="phone" if part.amount else "",
        )
    engine.take(case, "record_visit", by=case.mediator, performance="钱已付清，防水已修好。", satisfaction="content")
    return Case.objects.get(pk=case.pk)


@remembered
def closed(**kind):
    """The end of the road before the archive."""
    case = performed(**kind)
    return engine.take(case, "close", by=case.mediator)


def errand(case, *, of="grid_worker", by=None, days=2, **facts):
    """Somebody of the body is asked to look in on the first party."""
    asked = {"what": "look", "participation": case.dispute.participations.first(), "place": ""} | facts
    due_on = timezone.localdate() + dt.timedelta(days=days)
    engine.take(case, "ask_errand", by=by or persona("clerk"), asked_of=persona(of), due_on=due_on, **asked)
    return case.errands.last()


def reasons(kind, count=1):
    """The first typed reasons for a purpose."""
    return list(Reason.objects.filter(kind=kind)[:count])
