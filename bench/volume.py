"""Cases in bulk: rows as the steps would leave them, spread over the bodies of the network; no entries, no papers' bytes.

Only for measuring. Nothing else in the project writes a case without a step, and these rows have no timeline.
"""

import datetime as dt
import random
import uuid

from django.contrib.auth.models import Permission
from django.utils import timezone

from accounts.models import User
from cases import finding, numbering, turns
from cases.models import (
    Agreement,
    Assignment,
    Case,
    CaseGrant,
    CaseSearch,
    CaseSource,
    Consent,
    Deadline,
    Dispute,
    DisputeType,
    Participation,
    Session,
    SignatureRequest,
    Visit,
)
from cases.states import AgreementState, CaseState, Outcome
from documents.models import Document
from organizations import roster
from organizations.models import Organization
from parties import registry
from parties.models import Party

BATCH = 1000
BUSY = "xingang"  # the body whose pages are measured: a tenth of all cases is its own
YEARS = 3
SURNAMES = "王李张陈林黄符吴周郑何羊邢韩苏柯范文麦蒲"
GIVEN = [
    "伟",
    "秀英",
    "娜",
    "敏",
    "静",
    "丽",
    "强",
    "磊",
    "军",
    "洋",
    "勇",
    "艳",
    "杰",
    "涛",
    "明",
    "超",
    "玉兰",
    "海燕",
    "德海",
    "小玲",
    "桂英",
    "志远",
    "文静",
    "国华",
    "春梅",
    "永福",
    "亚妹",
]
TITLES = ("楼上漏水纠纷", "停车位纠纷", "借款纠纷", "渔船租金纠纷", "宅基地边界纠纷", "工钱纠纷", "噪声纠纷")
OPEN = (
    CaseState.DRAFT,
    CaseState.SUBMITTED,
    CaseState.ACCEPTED,
    CaseState.ASSIGNED,
    CaseState.MEDIATING,
    CaseState.MEDIATING,
    CaseState.AGREEING,
    CaseState.EFFECTIVE,
)
OPEN_SHARE = 0.06  # the newest cases; all older ones have ended
ENDS = (Outcome.SETTLED_WRITTEN,) * 8 + (Outcome.FAILED, Outcome.WITHDRAWN, Outcome.REFUSED)
BEFORE_A_NUMBER = (CaseState.DRAFT, CaseState.SUBMITTED)
BEFORE_A_MEDIATOR = (*BEFORE_A_NUMBER, CaseState.ACCEPTED)
ENDED = (CaseState.CLOSED, CaseState.ARCHIVED)
CLOCKS = {CaseState.EFFECTIVE: "PERFORMANCE"}


class Volume:
    """The bodies, dictionaries and dice that the rows are made of."""

    def __init__(self, total, seed=20261120):
        self.total = total
        self.dice = random.Random(seed)
        self.now = timezone.now()
        bodies = list(Organization.objects.working().exclude(number_word="").select_related("district", "city"))
        self.bodies = sorted(bodies, key=lambda body: body.code != BUSY)
        self.mediators = {body.pk: roster.mediators(body) for body in self.bodies}
        some = next(people for people in self.mediators.values() if people)
        self.mediators = {pk: people or some for pk, people in self.mediators.items()}
        self.types = list(DisputeType.objects.all())
        self.sources = list(CaseSource.objects.all())
        self.clerk = User.objects.get(username="suwanning")
        self.serials = dict.fromkeys(self.mediators, 10_000)
        self.permissions = dict(
            Permission.objects.filter(codename__in=["party_to_case", "mediate_case"]).values_list("codename", "pk")
        )

    def build(self, say=print):
        """Write all rows, the oldest first."""
        for begin in range(0, self.total, BATCH):
            self._batch(range(begin, min(begin + BATCH, self.total)))
            if begin and begin % 20_000 == 0:
                say(f"  {begin} cases …", flush=True)

    def _batch(self, places):
        cases = [self._case(place) for place in places]
        Dispute.objects.bulk_create([case.dispute for case in cases])
        Case.objects.bulk_create(cases)
        people = self._people(cases)
        CaseSearch.objects.bulk_create([self._words(case, people[case.pk]) for case in cases])
        grants = [self._grant(row.user, case, "party_to_case") for case in cases for row in people[case.pk]]
        held = [case for case in cases if case.mediator_id]
        grants += [self._grant(case.mediator, case, "mediate_case") for case in held]
        CaseGrant.objects.bulk_create(grants)
        Assignment.objects.bulk_create([self._assignment(case) for case in held])
        numbered = [case for case in cases if case.number]
        Consent.objects.bulk_create([self._consent(case, row) for case in numbered for row in people[case.pk]])
        Session.objects.bulk_create([self._session(case) for case in held if case.state != CaseState.ASSIGNED])
        Deadline.objects.bulk_create([self._deadline(case) for case in cases if case.due_on])
        Visit.objects.bulk_create([self._visit(case) for case in cases if case.outcome == Outcome.SETTLED_WRITTEN])
        agreed = [
            case
            for case in cases
            if case.state in (CaseState.AGREEING, CaseState.EFFECTIVE) or case.outcome == Outcome.SETTLED_WRITTEN
        ]
        self._agreements(agreed, people)
        unfinished = [case for case in cases if case.state in turns.UNFINISHED]
        for case in unfinished:
            turns.refresh(case)
        Case.objects.bulk_update(unfinished, ["turn", "turn_until"])

    # --- one row each ---

    def _case(self, place):
        age = 1 - place / self.total
        at = self.now - dt.timedelta(days=365 * YEARS * age, seconds=self.dice.randrange(3600))
        body = self.bodies[0] if self.dice.random() < 0.1 else self.dice.choice(self.bodies[1:])
        state = self.dice.choice(OPEN) if age < OPEN_SHARE else self.dice.choice((*(ENDED[1:] * 9), ENDED[0]))
        outcome = self.dice.choice(ENDS) if state in ENDED else ""
        day = timezone.localdate(at)
        number = ""
        if state not in BEFORE_A_NUMBER:
            self.serials[body.pk] += 1
            number = f"{body.number_word}〔{day.year}〕第{self.serials[body.pk]}号"
        return Case(
            uid=uuid.UUID(int=self.dice.getrandbits(128), version=4),
            dispute=Dispute(
                matter_code=f"{place:012d}X",
                title=self.dice.choice(TITLES),
                summary="两家为这件事吵了两次，请调委会调解。",
                place=f"{body.short_name}{self.dice.randrange(1, 60)}号",
                registered_by=self.clerk,
                registered_at=at,
            ),
            organization=body,
            district=body.district,
            city=body.city,
            regime="people",
            state=state,
            outcome=outcome,
            version=3,
            dispute_type=self.dice.choice(self.types),
            source=self.dice.choice(self.sources),
            number=number,
            number_key=numbering.fold(number) if number else "",
            mediator=None if state in BEFORE_A_MEDIATOR else self.dice.choice(self.mediators[body.pk]),
            due_on=None if state in ENDED else day + dt.timedelta(days=30),
            due_code="" if state in ENDED else CLOCKS.get(state, "PMC_GENERAL"),
            registered_by=self.clerk,
            created_at=at,
            accepted_at=at if number else None,
            effective_on=day if state == CaseState.EFFECTIVE or outcome == Outcome.SETTLED_WRITTEN else None,
            closed_on=day if state in ENDED else None,
            archived_on=day if state == CaseState.ARCHIVED else None,
        )

    def _people(self, cases):
        """{case id: its two participations}."""
        sides = [(case, side) for case in cases for side in ("applicant", "respondent")]
        parties = Party.objects.bulk_create([Party(**self._typed()) for _side in sides])
        users = User.objects.bulk_create(
            User(username=f"party:{case.dispute.matter_code}:{side}", name=party.name, kind="party", password="!")
            for (case, side), party in zip(sides, parties, strict=True)
        )
        rows = Participation.objects.bulk_create(
            Participation(
                dispute=case.dispute,
                party=party,
                side=side,
                position=1 if side == "applicant" else 2,
                user=user,
                joined_at=case.created_at,
            )
            for (case, side), party, user in zip(sides, parties, users, strict=True)
        )
        found = {}
        for (case, _side), row in zip(sides, rows, strict=True):
            found.setdefault(case.pk, []).append(row)
        return found

    def _typed(self):
        """Column values of a person, checked and encrypted as in the register."""
        return registry.clean(
            name=self.dice.choice(SURNAMES) + self.dice.choice(GIVEN),
            phone=f"138{self.dice.randrange(10**8):08d}",
            address=f"三亚市吉阳区新港社区{self.dice.randrange(1, 400)}号",
        )

    def _words(self, case, people):
        names = [row.party.name for row in people]
        words = finding.put_together(names, case.dispute.title, case.dispute.place, case.number, case.organization_id)
        return CaseSearch(case=case, words=words)

    def _grant(self, user, case, codename):
        ended = case.state in ENDED and codename == "mediate_case"
        return CaseGrant(
            user=user,
            permission_id=self.permissions[codename],
            content_object=case,
            case_created=case.created_at,
            # A mediator keeps his view for 30 days after closing at the most (workflow reference § 7).
            valid_until=case.created_at + dt.timedelta(days=60) if ended else None,
            sources=["bench:1"],
        )

    def _assignment(self, case):
        return Assignment(
            case=case,
            mediator=case.mediator,
            basis=Assignment.Basis.APPOINTED,
            assigned_by=self.clerk,
            assigned_at=case.created_at,
            accepted_at=case.created_at,
            ended_at=case.created_at if case.state in ENDED else None,
        )

    def _consent(self, case, row):
        return Consent(
            case=case,
            participation=row,
            purpose=Consent.Purpose.MEDIATION,
            given=True,
            channel=Consent.Channel.PHONE,
            recorded_by=self.clerk,
            given_at=case.created_at,
        )

    def _session(self, case):
        held = case.state != CaseState.MEDIATING or self.dice.random() < 0.5
        return Session(
            case=case,
            ordinal=1,
            starts_at=case.created_at,
            place="新港社区矛盾调解室",
            record="双方都把话说清楚了。" if held else "",
            result=self.dice.choice(Session.Result.values) if held else "",
            scheduled_by=case.mediator,
            recorded_by=case.mediator if held else None,
            recorded_at=case.created_at if held else None,
        )

    def _deadline(self, case):
        return Deadline(
            case=case,
            code=case.due_code,
            name="调解期限",
            starts_on=timezone.localdate(case.created_at),
            ends_on=case.due_on,
            owner_role="mediator",
        )

    def _visit(self, case):
        return Visit(
            case=case,
            visited_at=case.created_at,
            performance="都做到了。",
            satisfaction=Visit.Satisfaction.CONTENT,
            visited_by=self.clerk,
            entered_at=case.created_at,
        )

    def _agreements(self, cases, people):
        """An agreement each: out for signing, the second side has not signed yet, or sealed."""
        papers = Document.objects.bulk_create(
            Document(
                paper="mediation_agreement",
                title="人民调解协议书",
                dossier=case.uid,
                facts={},
                facts_sha256="0" * 64,
                sha256="0" * 64,
                size=1,
                pages=2,
                issued_at=case.created_at,
                issued_by=case.mediator,
            )
            for case in cases
        )
        agreements = Agreement.objects.bulk_create(
            Agreement(
                case=case,
                version=1,
                state=AgreementState.SIGNING if case.state == CaseState.AGREEING else AgreementState.SEALED,
                main_facts="争议事项。",
                responsibility="各半。",
                document=paper,
                sealed_document=None if case.state == CaseState.AGREEING else paper,
                drafted_by=case.mediator,
                created_at=case.created_at,
            )
            for case, paper in zip(cases, papers, strict=True)
        )
        SignatureRequest.objects.bulk_create(
            self._signature(agreement, row)
            for case, agreement in zip(cases, agreements, strict=True)
            for row in people[case.pk]
        )

    def _signature(self, agreement, row):
        case = agreement.case
        signed = row.position == 1 or case.state != CaseState.AGREEING
        return SignatureRequest(
            case=case,
            agreement=agreement,
            document=agreement.document,
            version=1,
            sha256=agreement.document.sha256,
            position=row.position,
            signer=SignatureRequest.Signer.PARTY,
            participation=row,
            user=row.user,
            way="ink" if signed else "",
            status=SignatureRequest.Status.SIGNED if signed else SignatureRequest.Status.WAITING,
            signed_at=case.created_at if signed else None,
            created_at=case.created_at,
        )
