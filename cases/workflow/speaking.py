"""Who speaks for whom: a mandate ends, an organization says who represents it, a large side sends a few to the table."""

from collections import Counter

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases import filing
from cases.models.people import Mandate
from cases.papers import speaking as papers
from cases.states import CaseState
from cases.step import OFFICE, Closed, step
from cases.workflow import requirements as must

S = CaseState
# 民事诉讼法解释第75条: 人数众多，一般指十人以上; 第78条: at the most five.
MANY = 10
MOST_REPRESENTATIVES = 5


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
    return Closed(_now("一方有十个人以上，才推选代表人。现在登记的没有这么多人。"), _now("民事诉讼法第56条"))


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
        _now("民事诉讼法第56条"),
    )


def a_few_of_them_are_elected(case, by, facts):
    """One to five, each of them somebody who elects as well."""
    elected = facts.get("representatives")
    if elected is None:
        return None
    if not 0 < len(elected) <= MOST_REPRESENTATIVES:
        return Closed(_now("代表人选一到{most}个。").format(most=MOST_REPRESENTATIVES))
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
        log=_("{mandate}不再代理{participation}（{ended_how}）"),
        requires=[somebody_speaks_for_a_side, the_mandate_is_of_this_case],
        tells=["its_person", "mediator"],
        hint=_("办好以后，代理人马上看不到案件，链接和等他签的文书都作废。"),
    )
    def end_mandate(self, *, by, at, documents, mandate, how, text=""):
        """民法典第173、175条: revoked, resigned, done, or its ground is gone; nothing the agent did before is undone."""
        filing.end_mandate(mandate, how=how, text=text, by=by, at=at)
        return {
            "mandate": mandate.pk,
            "participation": mandate.participation_id,
            "ended_how": how,
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
