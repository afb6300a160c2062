"""Whether a committee is made up as the law asks: warnings with the article, never a bar to working."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from organizations.models import MediatorProfile, Membership

ARTICLE_8 = "人民调解法第8条"
ARTICLE_9 = "人民调解法第9条"


@dataclass(frozen=True)
class Shortcoming:
    """One thing that is not as the article asks, in a sentence that says what to do."""

    sentence: str
    law: str

    def __str__(self):
        return f"{self.sentence}（{self.law}）"


def term_end(first_day, years):
    """The last day of a term of whole years: 20 November 2025 and three years give 19 November 2028."""
    try:
        return first_day.replace(year=first_day.year + years) - timedelta(days=1)
    except ValueError:  # the term began on 29 February
        return date(first_day.year + years, 2, 28)


def composition_warnings(organization, on=None):
    """What is amiss with the committee's members on the day, as a list of Shortcoming; [] for kinds without the rule.

    Members 委员 are the people with a membership in force whose profile says member. One query.
    """
    rule = organization.body_kind.composition
    if rule is None:
        return []
    day = on or timezone.localdate()
    rows = list(
        Membership.objects.in_force(day)
        .filter(
            organization=organization,
            user__is_active=True,
            user__mediator_profile__standing_kind=MediatorProfile.StandingKind.MEMBER,
        )
        .select_related("user__mediator_profile")
        .order_by("pk")
    )
    profiles = {row.user_id: row.user.mediator_profile for row in rows}.values()
    return [
        *_number(rule, len(profiles)),
        *_one_head(rows),
        *_woman(rule, profiles),
        *_ethnic_groups(organization, profiles),
        *_terms(rule, profiles, day),
    ]


def _number(rule, count):
    if count < rule.fewest or count > rule.most:
        sentence = _("调委会由%(fewest)d至%(most)d名委员组成，现有%(count)d名。请补选或者调整委员。")
        yield Shortcoming(sentence % {"fewest": rule.fewest, "most": rule.most, "count": count}, ARTICLE_8)


def _one_head(rows):
    heads = {row.user_id for row in rows if row.role == Role.HEAD and not row.is_deputy}
    if len(heads) != 1:
        sentence = _("调委会设主任一人，现登记%(count)d人。请核对任职登记。")
        yield Shortcoming(sentence % {"count": len(heads)}, ARTICLE_8)


def _woman(rule, profiles):
    if rule.needs_a_woman and not any(profile.sex == MediatorProfile.Sex.FEMALE for profile in profiles):
        yield Shortcoming(_("调委会应当有妇女成员。请补选，或者核对性别登记。"), ARTICLE_8)


def _ethnic_groups(organization, profiles):
    present = {profile.ethnicity for profile in profiles}
    if organization.smaller_ethnic_groups and not present & set(organization.smaller_ethnic_groups):
        groups = "、".join(organization.smaller_ethnic_groups)
        sentence = _("本地有%(groups)s居民，调委会应当有人数较少民族的成员。请补选，或者核对民族登记。")
        yield Shortcoming(sentence % {"groups": groups}, ARTICLE_8)


def _terms(rule, profiles, day):
    for profile in profiles:
        longest = term_end(profile.term_from, rule.term_years)
        last_day = profile.term_until or longest
        names = {"name": profile.user.name, "years": rule.term_years, "day": last_day.isoformat()}
        if profile.term_until is None or profile.term_until > longest:
            sentence = _("%(name)s的任期超过%(years)d年或者没有填止日。请按选举结果改正。")
            yield Shortcoming(sentence % names, ARTICLE_9)
        elif profile.term_until < day:
            sentence = _("%(name)s的任期已于%(day)s届满。请改选，可以连选连任。")
            yield Shortcoming(sentence % names, ARTICLE_9)
