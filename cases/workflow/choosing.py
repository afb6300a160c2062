"""Who mediates, after the first assignment: wishes of the parties, objections, replacement (人民调解法第19、23条)."""

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases import assigning, deadlines, drafting, filing, recusal
from cases.models.people import Objection
from cases.papers import mediation as papers
from cases.states import OPEN, CaseState
from cases.step import OFFICE, Closed, leads, step
from cases.workflow import requirements as must
from cases.workflow.mediation import assigned_may_see, mediator_is_impartial, mediator_is_on_roster

S = CaseState


def it_is_the_mediator_of_the_case(case, by, facts):
    """An objection speaks of whoever mediates now."""
    if case.mediator_id:
        return None
    return Closed(_now("还没有指派调解员，想选谁可以先说。"))


def no_objection_waits(case, by, facts):
    """One objection of a side is ruled on before it raises the next."""
    person = facts.get("participation")
    if person is None or not case.objections.filter(participation=person, ruling="").exists():
        return None
    return Closed(_now("这一方已经提出换人，主任还没有答复。"))


def an_objection_waits(case, by, facts):
    if case.objections.filter(ruling="").exists():
        return None
    return Closed(_now("没有等答复的换人申请。"))


def a_sustained_objection_names_who_follows(case, by, facts):
    """Whoever takes the mediator away says who mediates instead, so that no case is left without one."""
    if facts.get("ruling") != Objection.Ruling.SUSTAINED or facts.get("mediator") is not None:
        return None
    return Closed(_now("同意换人的，请同时选好接手的调解员。"))


def the_ruling_has_a_reason(case, by, facts):
    if facts.get("ruling") != Objection.Ruling.OVERRULED or facts.get("reason"):
        return None
    return Closed(_now("不换人的，请写明理由，会告诉提出的人。"), _now("人民调解法第23条"))


def it_is_somebody_else(case, by, facts):
    mediator = facts.get("mediator")
    if mediator is None or mediator.pk != case.mediator_id:
        return None
    return Closed(_now("{name}已经是本案调解员，请另选一位。").format(name=mediator.name))


def the_follower_has_not_declared(case, by, facts):
    if case.turn == "take_over":
        return None
    return Closed(_now("您已经声明过没有利害关系了。"))


def who_follows_takes_over(case, facts, documents):
    """A sustained objection replaces the mediator in the same transaction."""
    if facts["ruling"] != Objection.Ruling.SUSTAINED:
        return ()
    return [(case, "replace_mediator", {"mediator": facts["mediator"], "reason": str(_("当事人提出换人，主任同意"))})]


def unsigned_text_is_void(case, facts, documents):
    """From the signing back to the table: the version that names the old mediator is void, and the new one may see."""
    assigned_may_see(case, facts, documents)
    return drafting.text_to_sign_is_void(case, facts, documents)


@leads(lambda source: (S.MEDIATING if source == S.AGREEING else source,))
def where_it_goes_on(case):
    """From the signing back to the table; else it stays where it is."""
    return S.MEDIATING if case.state == S.AGREEING else case.state


class Choosing:
    """Wishes, objections and a change of mediator."""

    @step(
        source=(S.SUBMITTED, S.ACCEPTED, S.ASSIGNED, S.MEDIATING),
        target=None,
        button=_("选调解员"),
        log=_("{participation}想请{mediator}来调解"),
        audience=OFFICE,
        requires=[must.it_is_one_of_its_people, must.only_for_oneself, mediator_is_on_roster, mediator_is_impartial],
        tells=["heads"],
    )
    def choose_mediator(self, *, by, at, documents, participation, mediator):
        """人民调解法第19、23条: a party may choose; the head sees it beside the suggestions."""
        self.mediator_choices.create(participation=participation, mediator=mediator, recorded_by=by, chosen_at=at)
        return {"participation": participation.pk, "mediator": mediator.pk}

    @step(
        source=(S.ASSIGNED, S.MEDIATING, S.SUSPENDED, S.AGREEING),
        target=None,
        button=_("要求换调解员"),
        log=_("{participation}要求换调解员"),
        audience=OFFICE,
        requires=[
            must.it_is_one_of_its_people, must.only_for_oneself, it_is_the_mediator_of_the_case, no_objection_waits,
        ],
        tells=["heads"],
        hint=_("当事人可以不接受调解员，请写下理由，由主任答复（人民调解法第23条）。"),
    )  # fmt: skip
    def object_to_mediator(self, *, by, at, documents, participation, reason):
        """A party does not accept the mediator; his colleagues do not read why."""
        objection = self.objections.create(
            participation=participation, mediator=self.mediator, reason=reason, raised_by=by, raised_at=at
        )
        return {
            "participation": participation.pk,
            "objection": objection.pk,
            "reason_sha256": filing.digest(reason),
        }

    @step(
        source=(S.ASSIGNED, S.MEDIATING, S.SUSPENDED, S.AGREEING),
        target=None,
        button=_("答复换人申请"),
        log=_("答复{participation}的换人申请：{ruling}"),
        audience=OFFICE,
        requires=[
            an_objection_waits, the_ruling_has_a_reason, a_sustained_objection_names_who_follows,
            it_is_somebody_else, mediator_is_on_roster, mediator_is_impartial,
        ],
        tells=["its_person", "mediator"],
        then=who_follows_takes_over,
    )  # fmt: skip
    def rule_on_objection(self, *, by, at, documents, objection, ruling, reason="", mediator=None):
        """The head sustains it and names who follows, or overrules it with a reason."""
        objection.ruling, objection.ruling_reason = ruling, reason
        objection.ruled_by, objection.ruled_at = by, at
        objection.save(update_fields=["ruling", "ruling_reason", "ruled_by", "ruled_at"])
        person = objection.participation_id
        return {
            "participation": person,
            "objection": objection.pk,
            "ruling": ruling,
            "reason_sha256": filing.digest(reason),
        }

    @step(
        source=(S.ASSIGNED, S.MEDIATING, S.SUSPENDED, S.AGREEING, S.EFFECTIVE),
        target=where_it_goes_on,
        button=_("换调解员"),
        log=_("{mediator}接替{former}担任调解员"),
        requires=[it_is_somebody_else, mediator_is_on_roster, mediator_is_impartial, drafting.nothing_is_being_sealed],
        tells=["mediator", "parties"],
        then=unsigned_text_is_void,
        hint=_("换人后，原调解员马上看不到案件；正在签的协议作废，要重新定稿。"),
    )
    def replace_mediator(self, *, by, at, documents, mediator, reason):
        """The old standing ends now; talks with one side pass on, what only its author may read does not."""
        former = self.mediator
        assigning.begin(self, mediator, basis="appointed", by=by, at=at)
        if self.state == S.AGREEING:
            deadlines.meet(self, deadlines.SIGNING)
        return {"mediator": mediator.pk, "former": former and former.pk, "reason_sha256": filing.digest(reason)}

    @step(
        source=(*OPEN, S.DRAFT, S.EFFECTIVE, S.CLOSED),
        target=None,
        button=_("我要回避"),
        log=_("{recused}回避本案"),
        audience=OFFICE,
        requires=[recusal.the_mediator_hands_it_on_first, recusal.somebody_else_keeps_the_case],
        tells=["heads", "clerks"],
        hint=_("和当事人是亲属、同住、有钱款往来的，请回避。回避以后您在这里看不到这件案件。"),
    )
    def step_aside(self, *, by, at, documents, reason):
        """Somebody of the office is too close to a party: his colleagues go on without him (人民调解法第15条)."""
        self.dispute.relations.create(user=by, text=reason, declared_by=by, declared_at=at)
        recusal.keep_away(self, by)
        return {"recused": by.pk, "reason_sha256": filing.digest(reason)}

    @step(
        source=(S.MEDIATING, S.SUSPENDED, S.EFFECTIVE),
        target=None,
        button=_("接手这件"),
        log=_("{mediator}声明没有利害关系，接手调解"),
        requires=[the_follower_has_not_declared],
        tells=["parties"],
        papers=papers.impartiality_declaration,
    )
    def take_over(self, *, by, at, documents, declared):
        """Who follows a mediator declares to have no interest before he goes on."""
        assigning.accept(self, at=at)
        papers.ask_at_the_beginning(self, documents, at)
        return {"mediator": self.mediator_id}
