"""Kinds of body are entries: what each may do, and that every entry is whole."""

import pytest

from organizations.models import Organization
from organizations.types import KINDS, VENUE_KINDS, Level, codes_where, offered_kind_choices


def test_every_kind_stands_under_its_own_code():
    assert all(code == kind.code for code, kind in KINDS.items())
    assert all(code == kind.code for code, kind in VENUE_KINDS.items())


def test_peoples_mediation_never_charges():
    charging = codes_where("charges")
    assert charging == ["commercial"]


def test_commercial_mediation_stays_hidden_until_its_papers_exist():
    assert "commercial" not in dict(offered_kind_choices())
    assert set(KINDS) - set(dict(offered_kind_choices())) == {"commercial"}


def test_a_studio_works_but_its_committee_numbers_and_seals():
    studio = KINDS["studio"]
    assert studio.works_cases
    assert studio.serves_parent
    assert not studio.numbers_cases
    assert not studio.seals
    assert studio.level == Level.STUDIO


def test_whoever_numbers_cases_also_seals_and_works_them():
    numbering = set(codes_where("numbers_cases"))
    assert numbering == set(codes_where("seals"))
    assert numbering <= set(codes_where("works_cases"))


@pytest.mark.parametrize("code", ["justice_bureau", "justice_office", "command_centre", "hotline", "court_centre"])
def test_offices_hold_no_cases_of_their_own(code):
    assert not KINDS[code].works_cases


def test_a_body_takes_the_types_it_names_and_others_take_all():
    tourism = Organization(kind="industry_committee", dispute_types=["tourism"])
    community = Organization(kind="community_committee")
    assert tourism.may_take("tourism")
    assert not tourism.may_take("neighbour")
    assert community.may_take("neighbour")


def test_a_commercial_body_may_never_take_a_family_matter():
    body = Organization(kind="commercial", dispute_types=["marriage_family", "contract"])
    assert not body.may_take("marriage_family")
    assert body.may_take("contract")
