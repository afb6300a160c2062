"""Steps of the mediation itself: consent, assignment, sessions, notes, offers, evidence."""

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases import assigning, deadlines, diary, drafting, filing, standing
from cases.models.people import Consent
from cases.papers import mediation as papers
from cases.states import OPEN, CaseState, Outcome
from cases.step import AUTHOR, EVERYBODY, MEDIATOR, OFFICE, Closed, step
from cases.workflow import requirements as must
from cases.workflow.closing import what_is_unfinished_ends

S = CaseState


def mediator_is_impartial(case, by, facts):
    """人民调解法第3、15条: no assignment while a tie to a party is known."""
    mediator = facts.get("mediator")
    if mediator is None:
        return None
    from cases import conflicts

    found = conflicts.ties(mediator, case.dispute)
    return (
        Closed(_now("{tie}，不能调解这起纠纷，请另选一位。").format(tie=found[0].sentence), found[0].law)
        if found
        else None
    )


def mediator_is_on_roster(case, by, facts):
    """人民调解法第13、14条: a member or an engaged person of this committee, within the term."""
    from organizations import roster

    mediator = facts.get("mediator")
    if mediator is None or mediator in roster.mediators(case.organization):
        return None
    return Closed(
        _now("{name}不在本调委会现任调解员名册上，请另选一位。").format(name=mediator.name), _now("人民调解法第13条")
    )


def at_the_door_it_is_oneself(case, by, facts):
    """Who took a quarrel up on the spot was chosen by both sides himself; any other mediator is the head's to name."""
    mediator = facts.get("mediator")
    if mediator is None or not standing.is_at_the_door(by, case) or mediator.pk == by.pk:
        return None
    return Closed(_now("就地调解的，由您自己调解；要请别人，请主任指派。"), _now("人民调解法第19条"))


def interest_is_denied(case, by, facts):
    """The mediator declares to have no interest in the matter before he begins."""
    if facts.get("declared", True):
        return None
    return Closed(_now("请先勾选没有利害关系的声明；有利害关系的，请不接这件。"))


def the_session_was_arranged(case, by, facts):
    session = facts.get("session")
    if "session" in facts and (session is None or session.case_id != case.pk or session.recorded_at):
        return Closed(_now("这次调解已经记过了，请新约一次再记。"))
    if not facts and all(row.recorded_at for row in must.sessions_of(case)):
        return Closed(_now("还没有约调解，请先约时间地点。"))
    return None


def note_audience(facts):
    """Who may read the entry is who may read the note."""
    return {"all_sides": EVERYBODY, "one_side": MEDIATOR, "author": AUTHOR}[facts["audience"]]


def assigned_may_see(case, facts, documents):
    """The assigned mediator gets standing from the assignment, not from the roster."""
    assignment = case.assignments.get(ended_at__isnull=True)
    standing.grant(assignment.mediator, case, "mediate_case", source=f"assignment:{assignment.pk}")
    return ()


class Mediation:
    """The middle of the road."""

    @step(
        source=(*OPEN, S.EFFECTIVE),
        target=None,
        button=_("记下是否同意"),
        log=_("{participation}：{purpose}（{channel}）"),
        requires=[must.it_is_one_of_its_people, must.only_for_oneself],
        papers=papers.intake_register,
    )
    def record_consent(self, *, by, at, documents, participation, purpose, given, channel):
        """One party's word on one purpose; the last side's yes to mediation issues the intake register (F02)."""
        self.consents.create(
            participation=participation, purpose=purpose, given=given, channel=channel, recorded_by=by, given_at=at
        )
        papers.ask_signatures(self, documents, at)
        return {"participation": participation.pk, "purpose": purpose, "given": given, "channel": channel}

    @step(
        source=OPEN,
        target=S.CLOSED,
        button=_("一方不同意调解"),
        log=_("{participation}明确表示不同意调解（{channel}），调解结束"),
        requires=[must.it_is_one_of_its_people, must.only_for_oneself, drafting.nothing_binds_yet],
        tells=["parties", "mediator", "registrar"],
        then=what_is_unfinished_ends,
        hint=_("一方明确拒绝的，不得调解，也不算没有谈成（人民调解法第17条）。"),
    )
    def refuse(self, *, by, at, documents, participation, channel, text=""):
        """人民调解法第17条: a clear refusal ends it, and it never counts as a failure."""
        self.consents.create(
            participation=participation,
            purpose=Consent.Purpose.MEDIATION,
            given=False,
            channel=channel,
            recorded_by=by,
            given_at=at,
        )
        filing.close(self, Outcome.REFUSED, at=at, text=text)
        return {"participation": participation.pk, "channel": channel, "text_sha256": filing.digest(text)}

    @step(
        source=(S.ACCEPTED, S.ASSIGNED),
        target=S.ASSIGNED,
        button=_("指派调解员"),
        log=_("{mediator}被指派为调解员（{basis}）"),
        requires=[mediator_is_on_roster, mediator_is_impartial, at_the_door_it_is_oneself, must.each_side_consents],
        tells=["mediator", "parties"],
        then=assigned_may_see,
    )
    def assign_mediator(self, *, by, at, documents, mediator, basis):
        """人民调解法第19条: the committee appoints, or the parties choose."""
        assigning.begin(self, mediator, basis=basis, by=by, at=at)
        return {"mediator": mediator.pk, "basis": basis}

    @step(
        source=S.ASSIGNED,
        target=S.MEDIATING,
        button=_("接下这件"),
        log=_("{mediator}声明没有利害关系，开始调解"),
        requires=[interest_is_denied],
        tells=["parties"],
        papers=papers.papers_of_the_beginning,
    )
    def accept_assignment(self, *, by, at, documents, declared):
        """The mediator declares no interest and begins; the parties get the notice of rights and duties."""
        assigning.accept(self, at=at)
        papers.ask_at_the_beginning(self, documents, at)
        return {"mediator": self.mediator_id}

    @step(
        source=S.ASSIGNED,
        target=S.ACCEPTED,
        button=_("不接这件"),
        log=_("{mediator}没有接这件"),
        audience=OFFICE,
        tells=["heads"],
    )
    def decline_assignment(self, *, by, at, documents, reason, tied=False):
        """Back to the head; a tie that the mediator names keeps him out from now on."""
        mediator = self.mediator
        if tied:
            self.dispute.relations.create(user=mediator, text=reason, declared_by=by, declared_at=at)
        assigning.end(self, at=at, reason=reason)
        deadlines.meet(self, deadlines.RESPOND)
        deadlines.start(self, deadlines.ASSIGN, on=timezone.localdate(at), owner="head")
        return {"mediator": mediator.pk, "reason_sha256": filing.digest(reason)}

    @step(
        source=S.MEDIATING,
        target=None,
        button=_("约调解"),
        log=_("约第{ordinal}次调解"),
        requires=[must.each_side_consents, diary.room_and_people_are_free],
        papers=papers.mediation_notice,
        tells=["parties", "mediator"],
    )
    def schedule_session(self, *, by, at, documents, starts_at, place, anyway=False):
        """Arrange a meeting; it may be on the spot (人民调解法第21条)."""
        ordinal = self.sessions.count() + 1
        session = self.sessions.create(ordinal=ordinal, starts_at=starts_at, place=place, scheduled_by=by)
        return {"session": session.pk, "ordinal": ordinal, "starts_at": starts_at}

    @step(
        source=S.MEDIATING,
        target=None,
        button=_("记调解笔录"),
        log=_("第{ordinal}次调解：{result}"),
        requires=[must.each_side_consents, must.the_mediator_has_declared, the_session_was_arranged],
        papers=papers.mediation_record,
    )
    def record_session(self, *, by, at, documents, session, ends_at, record, result, attendees=(), recorder=None):
        """The record of one meeting (F05); facts nobody disputes belong on another sheet."""
        session.ends_at, session.record, session.result = ends_at, record, result
        session.attendees = list(attendees)
        session.recorded_by, session.recorded_at = recorder or by, timezone.now()
        session.save()
        papers.ask_record_signatures(self, documents, at, recorder or by)
        return {"session": session.pk, "ordinal": session.ordinal, "result": result}

    @step(
        source=S.MEDIATING,
        target=None,
        button=_("记一条"),
        log=_("记了一条谈话"),
        audience=note_audience,
        requires=[must.it_is_one_of_its_people],
    )
    def add_note(self, *, by, at, documents, audience, text, participation=None):
        """Something said, kept for exactly those it was said to (人民调解法第15条)."""
        note = self.notes.create(
            audience=audience,
            participation=participation,
            text=text,
            author=by,
            spoken_at=at,
            entered_at=timezone.now(),
        )
        return {"note": note.pk, "text_sha256": filing.digest(text)}

    @step(
        source=S.MEDIATING,
        target=None,
        button=_("记出价"),
        log=_("记了{participation}的出价"),
        audience=MEDIATOR,
        requires=[must.it_is_one_of_its_people],
    )
    def record_offer(self, *, by, at, documents, participation, amount, terms=""):
        """What one side asks or offers; never leaves the mediator (民诉法解释第107条)."""
        offer = self.offers.create(participation=participation, amount=amount, terms=terms, recorded_by=by, made_at=at)
        return {"offer": offer.pk, "participation": participation.pk}

    @step(
        source=(S.ACCEPTED, S.ASSIGNED, S.MEDIATING, S.AGREEING),
        target=None,
        button=_("加证据材料"),
        log=_("收到证据材料"),
        requires=[must.it_is_one_of_its_people, must.only_for_oneself],
    )
    def add_evidence(self, *, by, at, documents, name, upload, given_by=None, shows="", original_seen=False):
        """One item on the evidence list (F04) with its file; `upload` is a documents.uploads.Accepted."""
        from documents import uploads

        stored = uploads.store(upload, dossier=self.uid, by=by, purpose="evidence")
        row = self.evidence.create(
            name=name,
            given_by=given_by,
            shows=shows,
            original_seen=original_seen,
            file=stored,
            added_by=by,
            added_at=at,
        )
        return {"evidence": row.pk, "sha256": stored.sha256}
