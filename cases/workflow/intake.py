"""Steps from the first report to acceptance: register, complete, submit, send back, accept, decline."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import deadlines, errands, filing, numbering, recusal, standing
from cases.models.people import Participation
from cases.papers import intake as papers
from cases.papers import speaking
from cases.regimes import PEOPLE
from cases.states import NEW, CaseState, Outcome
from cases.step import OFFICE, step
from cases.workflow import requirements as must
from cases.workflow.speaking import at_most_two_are_appointed

S = CaseState


def reporter_follows(case, facts, documents):
    """After registration the filer may see what became of it; his words, photos and the people he named are kept."""
    filer = case.registered_by
    standing.grant(filer, case, "follow_case", source=f"registration:{case.pk}")
    filing.hand_in_report(
        case, text=facts.get("words", ""), photos=facts.get("photos", ()), by=filer, at=case.dispute.registered_at
    )
    filing.begin_draft(case)
    return [(case, "record_party", person) for person in facts.get("people", ())]


def party_may_see(case, facts, documents):
    """A recorded party has standing in every case of its dispute; if it is protected now, others need not go there."""
    filing.grant_to_parties(case)
    return errands.stopped_for_the_protected(case, facts, documents)


class Intake:
    """The first phase of a case."""

    @step(
        source=NEW,
        target=S.DRAFT,
        button=_("登记纠纷"),
        log=_("登记纠纷"),
        tells=["clerks"],
        then=reporter_follows,
        screen=False,
        reworded=True,
    )
    def register(
        self,
        *,
        by,
        at,
        documents,
        title,
        summary,
        place,
        people=(),
        grid=None,
        danger=False,
        requests=(),
        origin_reference="",
        words="",
        photos=(),
        on_the_spot=False,
        carried_over=False,
    ):
        """Open the dispute and its first case; only four things are needed (what, who, where, a way to reach).

        words: what the filer said in his own words, where the summary may be reworded later; photos: uploads.Accepted
        on_the_spot: both sides turned to the filer himself, who is a mediator and settles it at the door
        origin_reference, carried_over: its number where it was taken up before, and that it comes from that register
        """
        dispute = self.dispute
        dispute.matter_code = numbering.new_matter_code()
        dispute.title, dispute.summary, dispute.place = title, summary, place
        dispute.grid, dispute.danger, dispute.requests = grid, danger, list(requests)
        dispute.origin_reference, dispute.on_the_spot = origin_reference, on_the_spot
        dispute.registered_by, dispute.registered_at = by, at
        dispute.save()
        self.dispute = dispute
        self.registered_by, self.created_at = by, timezone.now()
        self.regime = PEOPLE.code
        self.district, self.city = self.organization.district, self.organization.city
        said = {"matter": dispute.matter_code, "danger": danger, "photos": len(photos), "on_the_spot": on_the_spot}
        return said | ({"carried_over": True} if carried_over else {})

    @step(
        source=(S.DRAFT, S.SUBMITTED, S.ACCEPTED, S.ASSIGNED, S.MEDIATING),
        target=None,
        button=_("补一句话或照片"),
        log=_("报告人补充"),
        audience=OFFICE,
        tells=["clerks", "mediator"],
        requires=[must.something_is_said],
    )
    def add_to_report(self, *, by, at, documents, text="", photos=()):
        """Whoever filed it adds what he has heard or seen since; nothing that the office wrote is changed."""
        evidence = filing.hand_in_report(self, text=text, photos=photos, by=by, at=at)
        report = self.reports.filter(author=by).last() if text else None
        return {"report": report and report.pk, "evidence": evidence, "text_sha256": filing.digest(text)}

    @step(
        source=(S.DRAFT, S.SUBMITTED, S.ACCEPTED, S.ASSIGNED, S.MEDIATING),
        target=None,
        button=_("加当事人"),
        log=_("{entered}当事人{participation}"),
        then=party_may_see,
        requires=[must.it_is_one_of_its_people, recusal.it_is_not_ones_own_affair],
        reworded=True,
    )
    def record_party(self, *, by, at, documents, side, person, participation=None):
        """Add a party, or replace what is known of one; the earlier words stay in no other place."""
        row = filing.record_person(self.dispute, side=side, person=person, participation=participation, at=at)
        entered = Participation.Entered.NEW if participation is None else Participation.Entered.CORRECTED
        return {"participation": row.pk, "entered": entered}

    @step(
        source=(S.DRAFT, S.SUBMITTED, S.ACCEPTED),
        target=None,
        button=_("补充纠纷情况"),
        log=_("补充纠纷情况"),
        then=errands.stopped_in_danger,
        reworded=True,
    )
    def describe_dispute(self, *, by, at, documents, title, summary, place, dispute_type, source, danger, requests=()):
        """Put what was reported into the words of the register."""
        dispute = self.dispute
        dispute.title, dispute.summary, dispute.place = title, summary, place
        dispute.danger, dispute.requests = danger, list(requests)
        dispute.save(update_fields=["title", "summary", "place", "danger", "requests"])
        self.dispute_type, self.source = dispute_type, source
        return {"summary_sha256": filing.digest(summary)}

    @step(
        source=(S.DRAFT, S.SUBMITTED, S.ACCEPTED, S.ASSIGNED, S.MEDIATING, S.AGREEING),
        target=None,
        button=_("核对身份"),
        log=_("核对了{participation}的身份证件"),
        audience=OFFICE,
        requires=[must.it_is_one_of_its_people],
    )
    def check_identity(self, *, by, at, documents, participation, how):
        """A colleague saw the identity paper itself (dossier item 当事人身份证明)."""
        filing.mark_identity(participation.party, by=by, how=how)
        return {"participation": participation.pk, "how": how}

    @step(
        source=(S.DRAFT, S.SUBMITTED, S.ACCEPTED, S.ASSIGNED, S.MEDIATING, S.SUSPENDED, S.AGREEING, S.EFFECTIVE),
        target=None,
        button=_("登记代理人"),
        log=_("登记{mandate}为{participation}的代理人"),
        requires=[
            must.it_is_one_of_its_people,
            recusal.it_is_not_ones_own_affair,
            at_most_two_are_appointed,
        ],
        papers=speaking.power_of_attorney,
        then=party_may_see,
        reworded=True,
    )
    def record_mandate(
        self,
        *,
        by,
        at,
        documents,
        participation,
        kind,
        person,
        relation="",
        special_powers=False,
        powers=(),
        matters="",
        valid_from=None,
        valid_until=None,
    ):
        """An agent, guardian or legal representative speaks for a party (民事诉讼法第61、62条)."""
        row = filing.record_mandate(
            participation,
            kind=kind,
            person=person,
            relation=relation,
            special_powers=special_powers,
            powers=powers,
            matters=matters,
            valid_from=valid_from or timezone.localdate(at),
            valid_until=valid_until,
        )
        speaking.ask_for_the_power(self, documents, row, at)
        return {
            "participation": participation.pk,
            "mandate": row.pk,
            "special_powers": row.special_powers,
            "powers": row.powers,
        }

    @step(
        source=S.DRAFT,
        target=S.SUBMITTED,
        button=_("交给主任受理"),
        log=_("交调委会受理"),
        requires=[must.both_sides_are_named, recusal.somebody_here_may_decide],
        tells=["heads"],
        papers=papers.application,
    )
    def submit(self, *, by, at, documents, carried_over=False):
        """Hand the registration to the head; with an application the paper itself is made.

        carried_over: one of many from an older register, of which the head hears once
        """
        deadlines.leave(self)
        deadlines.start(self, deadlines.ACCEPT, on=timezone.localdate(at), owner="head")
        papers.ask_signatures(self, documents, at)

    @step(
        source=S.DRAFT,
        target=S.CLOSED,
        button=_("不用办了"),
        log=_("撤下这条登记：{reason}"),
    )
    def drop_draft(self, *, by, at, documents, reason):
        """A report made by mistake, or settled by itself before anybody took it up."""
        filing.close(self, Outcome.WITHDRAWN, at=at, text=reason)
        return {"reason": reason}

    @step(
        source=S.SUBMITTED,
        target=S.DRAFT,
        button=_("退回补充"),
        log=_("退回补充：{reasons}"),
        requires=[must.a_reason_is_given],
        tells=["registrar"],
    )
    def send_back(self, *, by, at, documents, reasons, text=""):
        """Tell the filer what is missing."""
        deadlines.leave(self)
        deadlines.start(self, deadlines.DRAFT, on=timezone.localdate(at), owner="clerk")
        return {"reasons": list(reasons), "text_sha256": filing.digest(text)}

    @step(
        source=S.SUBMITTED,
        target=S.ACCEPTED,
        button=_("受理"),
        log=_("受理，案号{number}"),
        requires=[must.both_sides_are_known, must.the_body_numbers_cases, must.nobody_refused],
        tells=["parties", "registrar"],
        hint=_("受理后给案号，调解期限从受理那天起算。"),
        reworded=True,
    )
    def accept(self, *, by, at, documents, dispute_type, source, is_complex=False, people_count=2, amount=None):
        """Take the case: number, clock, and the facts that the statistics ask for once."""
        self.dispute_type, self.source = dispute_type, source
        self.is_complex, self.people_count, self.amount = is_complex, people_count, amount
        self.number = numbering.next_number(self.organization, at=at)
        self.number_key = numbering.fold(self.number)
        self.accepted_at = at
        deadlines.leave(self)
        deadlines.start(self, deadlines.TERM, on=timezone.localdate(at), owner="mediator")
        deadlines.start(self, deadlines.ASSIGN, on=timezone.localdate(at), owner="head")
        return {"number": self.number}

    @step(
        source=S.SUBMITTED,
        target=S.CLOSED,
        button=_("不予受理"),
        log=_("不予受理：{reasons}"),
        requires=[must.a_reason_is_given],
        papers=papers.non_acceptance_notice,
        tells=["parties", "registrar"],
        hint=_("请写明原因，并告知当事人还有哪些办法（人民调解法第3条）。"),
    )
    def decline(self, *, by, at, documents, reasons, text=""):
        """Do not take it, with a typed reason, and tell the other ways (人民调解法第3条)."""
        filing.close(self, Outcome.DECLINED, at=at, reasons=reasons, text=text)
        return {"reasons": [reason.pk for reason in reasons], "text_sha256": filing.digest(text)}
