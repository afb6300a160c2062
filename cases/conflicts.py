"""Whether somebody may mediate a dispute: ties to a party, found before the assignment (人民调解法第3、15条)."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from cases.models.case import Case
from cases.models.people import Mandate, Participation, Relation
from cases.states import RUNNING
from cases.step import Closed
from organizations import roster
from organizations.models import MediatorProfile
from parties.identity import IdentityError, check_phone
from parties.models import Party
from parties.registry import index_of_phone


@dataclass(frozen=True)
class Suggestion:
    """One mediator as the head sees him: reasons for, ties against, open cases now."""

    mediator: object
    reasons: tuple
    ties: tuple
    load: int


def ties(user, dispute, people=None):
    """Every known tie between `user` and the people of a dispute, as Closed sentences; empty when impartial."""
    people = people if people is not None else people_of(dispute)
    found = []
    profile = MediatorProfile.objects.filter(user=user).first()
    employer = profile.employer if profile else ""
    own_phone = phone_index(user.phone) if user.phone else ""
    for person in people:
        if own_phone and person.phone_index == own_phone:
            found.append(_("{name}的电话和{party}的一样").format(name=user.name, party=person.name))
        if employer and employer in (person.name, person.employer):
            found.append(
                _("{name}在{employer}工作，和{party}有关").format(name=user.name, employer=employer, party=person.name)
            )
    if dispute.registered_by_id == user.pk:
        found.append(_("这起纠纷是{name}自己报的").format(name=user.name))
    if dispute.participations.filter(user=user).exists():
        found.append(_("{name}就是本案当事人").format(name=user.name))
    found += _earlier_roles(user, dispute, people, own_phone)
    found += [
        _("{name}和当事人有关系：{tie}").format(name=user.name, tie=relation.text)
        for relation in Relation.objects.filter(dispute=dispute, user=user)
    ]
    return tuple(Closed(sentence, law=_("人民调解法第15条，应当回避")) for sentence in found)


def _earlier_roles(user, dispute, people, own_phone):
    """Earlier disputes in which this person stood beside or against one of these parties."""
    if not own_phone:
        return []
    keys = [person.id_index for person in people if person.id_index]
    if not keys:
        return []
    theirs = Participation.objects.filter(party__phone_index=own_phone).exclude(dispute=dispute)
    met = (
        Participation.objects.filter(dispute__in=theirs.values("dispute"), party__id_index__in=keys)
        .exclude(party__phone_index=own_phone)
        .select_related("party")
    )
    spoke = Mandate.objects.filter(person__phone_index=own_phone, participation__party__id_index__in=keys)
    found = [
        _("{name}以前和{party}打过交道，是另一起纠纷的当事人").format(name=user.name, party=row.party.name)
        for row in met
    ]
    found += [
        _("{name}做过{party}的代理人").format(name=user.name, party=row.participation.party.name)
        for row in spoke.select_related("participation__party")
    ]
    return found


def phone_index(phone):
    """The blind index under which a party with this telephone would be found; "" for what is no telephone."""
    try:
        return index_of_phone(check_phone(phone))
    except IdentityError:
        return ""


def people_of(dispute):
    """The parties and those who speak for them, as Party rows."""
    return list(
        Party.objects.filter(Q(participation__dispute=dispute) | Q(mandate__participation__dispute=dispute)).distinct()
    )


def suggest(case):
    """The body's mediators in term, impartial ones first, with the reasons a head weighs (workflow § 2)."""
    people = people_of(case.dispute)
    mediators = list(roster.mediators(case.organization))
    profiles = {row.user_id: row for row in MediatorProfile.objects.filter(user__in=mediators)}
    loads = dict(
        Case.objects.filter(mediator__in=mediators, state__in=RUNNING)
        .values_list("mediator")
        .annotate(count=Count("id"))
    )
    found = []
    for mediator in mediators:
        profile, load = profiles.get(mediator.pk), loads.get(mediator.pk, 0)
        found.append(
            Suggestion(mediator, _reasons(case, people, profile, load), ties(mediator, case.dispute, people), load)
        )
    return sorted(found, key=lambda one: (bool(one.ties), -len(one.reasons), one.load, one.mediator.pk))


def _reasons(case, people, profile, load):
    reasons = []
    if profile is not None:
        if case.dispute_type.code in profile.specialities:
            reasons.append(_("擅长{type}").format(type=case.dispute_type.name))
        if profile.is_silver:
            reasons.append(_("银龄志愿者，时间充裕"))
        spoken = {person.language for person in people} & set(profile.languages) - {"zh"}
        if spoken:
            reasons.append(_("会说当事人的语言"))
    reasons.append(_("手上没有在办的案件") if not load else _("手上在办{count}件").format(count=load))
    return tuple(reasons)
