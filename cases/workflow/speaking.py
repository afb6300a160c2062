"""Who speaks for whom: a mandate ends, an organization says who represents it, a large side sends a few to the table."""

from collections import Counter

from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases import drafting, filing
from cases.models.people import APPOINTED, GROUNDS, Mandate
from cases.models.signature import SignatureRequest
from cases.papers import speaking as papers
from cases.states import CaseState
from cases.step import OFFICE, Closed, step
from cases.workflow import requirements as must

S = CaseState
OPEN = tuple(state for state in S if state not in (S.CLOSED, S.ARCHIVED))
# 民事诉讼法解释第75条: 人数众多，一般指十人以上; 第78条: 二至五人.
MANY = 10
REPRESENTATIVES = range(2, 6)
ELECTION_LAW = _("民事诉讼法第56条及其解释第75条、第78条")
# 民事诉讼法第61条: 一至二人.
MOST_AGENTS = 2
GROWN_UP = 18


def somebody_speaks_for_a_side(case, by, facts):
    if facts:
        return None
    people = must.sides_of(case)
    # Read once a page, which shows them as well.
    prefetch_related_objects(people, "mandates")
    if any(mandate.ended_at is None for row in people for mandate in row.mandates.all()):
        return None
    return Closed(_now("现在没有登记代理人，不用结束。"))


def the_mandate_is_of_this_case(case, by, facts):
    mandate = facts.get("mandate")
    if mandate is None:
        return None
    if mandate.participation.dispute_id != case.dispute_id:
        return Closed(_now("这个人不是本案的代理人，请重新选。"))
    fresh = Mandate.objects.get(pk=mandate.pk)
    return Closed(_now("{name}的代理已经结束过了。").format(name=mandate.person.name)) if fresh.ended_at else None


def the_ground_fits(case, by, facts):
    """民法典第173、175条: a client takes back what he gave; who speaks by law does so until that is no longer so."""
    mandate, how = facts.get("mandate"), facts.get("how")
    if mandate is None or how in GROUNDS[mandate.kind]:
        return None
    return Closed(
        _now("{name}是{kind}，不能用“{how}”这个原因，请重新选。").format(
            name=mandate.person.name, kind=mandate.get_kind_display(), how=Mandate.Ended(how).label
        ),
        _now("民法典第173、175条"),
    )


def a_child_keeps_a_guardian(case, by, facts):
    """民法典第23、27条: nobody under eighteen is left without somebody to speak for him while the case is open."""
    mandate = facts.get("mandate")
    if mandate is None or facts["how"] == Mandate.Ended.CLIENT_DIED or case.state not in OPEN:
        return None
    child = mandate.participation
    age = child.party.age_on(timezone.localdate(facts.get("at")))
    guardians = [row for row in child.mandates.filter(kind=Mandate.Kind.GUARDIAN) if row.in_force]
    if age is None or age >= GROWN_UP or guardians != [mandate]:
        return None
    return Closed(
        _now("{client}还没有满十八周岁，不能没有监护人。请先登记新的监护人，再结束{name}的代理。").format(
            client=child.party.name, name=mandate.person.name
        ),
        _now("民法典第23、27条"),
    )


def at_most_two_are_appointed(case, by, facts):
    """民事诉讼法第61条: a party appoints one or two people to speak for it."""
    row = facts.get("participation")
    if row is None or facts["kind"] not in APPOINTED:
        return None
    today = timezone.localdate()
    others = row.mandates.filter(kind__in=APPOINTED, ended_at=None)
    if others.filter(Q(valid_until=None) | Q(valid_until__gte=today)).count() < MOST_AGENTS:
        return None
    return Closed(
        _now("{client}已经有两个委托代理人，最多两个。要换人的，请先结束其中一个的代理。").format(
            client=row.party.name
        ),
        _now("民事诉讼法第61条"),
    )


def the_text_waits_for_nobody_who_left(case, facts, documents):
    """An agreement that was put to him for signing goes back to the table: nobody can sign it in his place."""
    mandate = facts["mandate"]
    waits = SignatureRequest.objects.filter(
        mandate=mandate, status=SignatureRequest.Status.WAITING, agreement__state__in=drafting.UNDERWAY
    )
    reason = _now("{name}不再代理{client}，协议要重新定稿再签。").format(
        name=mandate.person.name, client=mandate.participation.party.name
    )
    asked = type(case).objects.filter(pk__in=waits.values("case"), state=S.AGREEING)
    return [(other, "reopen_talks", {"by": drafting.clock(), "reason": reason}) for other in asked]


def there_is_an_organization(case, by, facts):
    if any(row.party.is_organization for row in must.sides_of(case)):
        return None
    return Closed(_now("本案双方都是个人，不用开法定代表人身份证明书。"))


def its_representative_is_known(case, by, facts):
    """The certificate names the person; without the name it certifies nothing."""
    row = facts.get("participation")
    if row is None:
        return None
    if not row.party.is_organization:
        return Closed(_now("{name}是个人，只有单位才开法定代表人身份证明书，请重新选。").format(name=row.party.name))
    if papers.representative_of(row)[0]:
        return None
    return Closed(_now("还没有登记{name}的法定代表人，请先在当事人资料里补上姓名。").format(name=row.party.name))


def one_side_is_many(case, by, facts):
    """民事诉讼法第56条 and 劳动争议调解仲裁法第7条: representatives are for a side of ten people or more."""
    sides = Counter(row.side for row in must.sides_of(case))
    if max(sides.values(), default=0) >= MANY or case.people_count > MANY:
        return None
    return Closed(_now("一方有十个人以上，才推选代表人。现在登记的没有这么多人。"), ELECTION_LAW)


def those_who_elect_are_many_and_of_one_side(case, by, facts):
    electors = facts.get("electors")
    if electors is None:
        return None
    known = {row.pk for row in must.sides_of(case)}
    if any(row.pk not in known for row in electors):
        return Closed(_now("有人不是本案当事人，请重新选。"))
    if len({row.side for row in electors}) > 1:
        return Closed(_now("推选人要都是同一方的，请去掉另一方的人。"))
    count = len(electors) + len(facts.get("others", ()))
    if count >= MANY:
        return None
    return Closed(
        _now("推选人要有{most}个人以上，现在是{count}个。没有登记的，把姓名写在下面。").format(most=MANY, count=count),
        ELECTION_LAW,
    )


def a_few_of_them_are_elected(case, by, facts):
    """Two to five, each of them somebody who elects as well."""
    elected = facts.get("representatives")
    if elected is None:
        return None
    if len(elected) not in REPRESENTATIVES:
        return Closed(_now("代表人要选二至五名，现在选了{count}名。").format(count=len(elected)), ELECTION_LAW)
    electors = {row.pk for row in facts.get("electors", ())}
    outside = next((row for row in elected if row.pk not in electors), None)
    if outside is None:
        return None
    return Closed(_now("代表人要从推选人里选，请把{name}也勾成推选人。").format(name=outside.party.name))


class Speaking:
    """Whose word counts for whom."""

    @step(
        source=tuple(CaseState),
        target=None,
        button=_("结束代理"),
        log=_("{mandate}不再代理{participation}"),
        requires=[
            somebody_speaks_for_a_side,
            the_mandate_is_of_this_case,
            the_ground_fits,
            a_child_keeps_a_guardian,
        ],
        tells=["client_and_agent", "mediator"],
        then=the_text_waits_for_nobody_who_left,
        hint=_(
            "办好以后，代理人马上看不到案件，链接和等他签的文书都作废；协议还等他签的，退回再谈，已有的签名一并作废。"
            "他已经在纸上签了的，请先交那张纸。"
        ),
    )
    def end_mandate(self, *, by, at, documents, mandate, how, text=""):
        """民法典第173、175条: revoked, resigned, done, or its ground is gone; nothing the agent did before is undone."""
        filing.end_mandate(mandate, how=how, text=text, by=by, at=at)
        return {
            "mandate": mandate.pk,
            "participation": mandate.participation_id,
            "text_sha256": filing.digest(text),
        }

    @step(
        source=(S.DRAFT, S.SUBMITTED, S.ACCEPTED, S.ASSIGNED, S.MEDIATING, S.AGREEING),
        target=None,
        button=_("开法定代表人证明"),
        log=_("开了{participation}的法定代表人身份证明书"),
        audience=OFFICE,
        requires=[must.it_is_one_of_its_people, there_is_an_organization, its_representative_is_known],
        papers=papers.certificate,
        hint=_("照登记的内容打好，交给单位核对、盖章。"),
    )
    def certify_representative(self, *, by, at, documents, participation, post=""):
        """民法典第61条: who represents the organization, in its own words and under its own seal."""
        papers.ask_for_the_seal(self, documents, participation, at)
        return {"participation": participation.pk}

    @step(
        source=(S.SUBMITTED, S.ACCEPTED, S.ASSIGNED, S.MEDIATING, S.SUSPENDED),
        target=None,
        button=_("推选代表人"),
        log=_("{side}推选{elected}为代表人，推选人共{electors}人"),
        requires=[one_side_is_many, those_who_elect_are_many_and_of_one_side, a_few_of_them_are_elected],
        papers=papers.election,
        hint=_("代表人替大家到场、说话、收文书。放弃或者变更请求、和解，要大家同意；协议还是各人自己签。"),
    )
    def elect_representatives(self, *, by, at, documents, representatives, electors, others=()):
        """A few speak for many; what binds somebody is still signed by himself (民事诉讼法第56条)."""
        side = representatives[0].side
        row = self.dispute.elections.create(
            side=side, others=list(others), recorded_by=by, elected_at=at, entered_at=timezone.now()
        )
        row.representatives.set(representatives)
        row.electors.set(electors)
        papers.ask_the_electors(self, documents, electors, at)
        return {
            "side": side,
            "elected": [one.pk for one in representatives],
            "electors": len(electors) + len(others),
            "election": row.pk,
        }
