"""The administration pages: staff accounts, by the site's own login, without a way to cases, rights or passwords."""

import re

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client

from accounts import administration
from accounts.models import Invitation, OneTimeCode, User
from notices import outbox
from notices.models import Message
from tests.accounts.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

USERS = "/admin/accounts/user/"


@pytest.fixture
def administrator(staff):
    administration.appoint(staff)
    return staff


@pytest.fixture
def office(client, administrator):
    """A browser in which the administrator is logged in."""
    client.post("/login/", {"username": "wang", "password": PASSWORD})
    return client


@pytest.fixture
def colleague(db):
    return User.objects.create_user("zhou", name="周德海", kind="staff", phone="13900001111", password=PASSWORD)


def particulars(**changes):
    facts = {"username": "zhou", "name": "周德海", "phone": "13900001111", "email": "", "is_active": "on"}
    return facts | changes


def test_the_only_login_is_the_sites_own(client, db):
    answer = client.get(USERS)
    assert answer.url == f"/admin/login/?next={USERS}"
    answer = client.get(answer.url)
    assert answer.url == f"/login/?next={USERS}"
    answer = client.post("/admin/login/", {"username": "wang", "password": PASSWORD})
    assert answer.url == "/login/?next=/admin/"


def test_staff_who_are_no_administrators_find_nothing(client, staff):
    client.post("/login/", {"username": "wang", "password": PASSWORD})
    assert client.get("/admin/", follow=True).status_code == 404


def test_leaving_and_changing_the_password_lead_through_the_front_door(office):
    assert office.get("/admin/password_change/").url == "/password/"
    answer = office.post("/admin/logout/")
    assert (answer.url, "Clear-Site-Data" in answer) == ("/login/", True)


def test_the_index_shows_accounts_and_neither_groups_nor_doors(office):
    page = office.get("/admin/").content.decode()
    assert "管理后台" in page
    assert USERS in page
    for model in (Group, Invitation, OneTimeCode, Message):
        assert f"/admin/{model._meta.app_label}/{model._meta.model_name}/" not in page


def test_the_list_shows_staff_and_no_party(office, party, colleague):
    page = office.get(USERS).content.decode()
    assert "周德海" in page
    assert "陈玉兰" not in page
    assert office.get(f"{USERS}{party.pk}/change/").status_code == 302
    assert office.get(USERS, {"q": "陈玉兰"}).content.decode().count("party-1") == 0


def test_the_form_gives_no_rights_and_no_password(office, colleague):
    page = office.get(f"{USERS}{colleague.pk}/change/").content.decode()
    names = set(re.findall(r'name="([a-z_]+)"', page))
    assert {"username", "name", "phone", "email", "is_active"} <= names
    assert not names & {"is_superuser", "is_staff", "groups", "user_permissions", "password", "kind"}
    assert office.get(f"{USERS}{colleague.pk}/password/").status_code in (302, 404)


def test_fields_smuggled_into_the_form_are_ignored(office, administrator, colleague):
    smuggled = {"is_superuser": "on", "is_staff": "on", "kind": "party", "password": "x", "user_permissions": "1"}
    office.post(f"{USERS}{colleague.pk}/change/", particulars(name="周德海二", **smuggled))
    colleague.refresh_from_db()
    assert (colleague.name, colleague.is_superuser, colleague.is_staff, colleague.kind) == (
        "周德海二",
        False,
        False,
        "staff",
    )
    assert colleague.check_password(PASSWORD)
    assert not colleague.user_permissions.exists()


def test_a_new_account_is_staff_without_a_password(office):
    office.post(f"{USERS}add/", particulars(username="fu", name="符大海"))
    user = User.objects.get(username="fu")
    assert (user.kind, user.has_usable_password(), user.is_staff) == ("staff", False, False)


def test_a_first_password_goes_to_the_person_and_past_the_administrator(office, colleague, texts):
    action = {"action": "send_temporary_password", "_selected_action": [colleague.pk]}
    page = office.post(USERS, action, follow=True).content.decode()
    [(number, text)] = texts()
    given = re.search(r"[a-z2-9-]{19}", text).group()
    assert number == "13900001111"
    assert "临时密码发出去了" in page
    assert given not in page
    client = Client()
    client.post("/login/", {"username": "zhou", "password": given})
    assert client.get("/who/").url == "/password/"


def test_a_person_who_cannot_be_reached_gets_no_password(office, staff, colleague):
    User.objects.filter(pk=colleague.pk).update(phone="")
    action = {"action": "send_temporary_password", "_selected_action": [colleague.pk, staff.pk]}
    page = office.post(USERS, action, follow=True).content.decode()
    assert "周德海：请先填这个人的手机号" in page
    colleague.refresh_from_db()
    assert colleague.check_password(PASSWORD)
    assert not Message.objects.exists()


def test_a_changed_phone_is_told_to_the_old_one(office, colleague, texts):
    office.post(f"{USERS}{colleague.pk}/change/", particulars(phone="13700002222"))
    [(number, text)] = texts()
    assert number == "13900001111"
    assert "管理员改了您账号的手机号" in text
    assert [message.subject for message in outbox.inbox(colleague)] == ["您的登录联系方式改了"]


def test_a_corrected_name_is_told_to_nobody(office, colleague):
    office.post(f"{USERS}{colleague.pk}/change/", particulars(name="周得海"))
    colleague.refresh_from_db()
    assert colleague.name == "周得海"
    assert not Message.objects.exists()


def test_an_account_is_closed_but_never_deleted(office, colleague):
    assert office.post(f"{USERS}{colleague.pk}/delete/", {"post": "yes"}).status_code == 403
    facts = particulars()
    del facts["is_active"]
    office.post(f"{USERS}{colleague.pk}/change/", facts)
    colleague.refresh_from_db()
    assert not colleague.is_active


def test_a_dismissed_administrator_finds_nothing(office, administrator):
    administration.dismiss(administrator)
    assert office.get("/admin/", follow=True).status_code == 404
    assert not administrator.user_permissions.exists()


def test_a_permission_that_does_not_exist_is_not_given(staff):
    with pytest.raises(LookupError, match="no permission"):
        administration.appoint(staff, ["accounts.fly_user"])
    staff.refresh_from_db()
    assert not staff.is_staff


def test_a_party_cannot_be_appointed(party):
    with pytest.raises(IntegrityError), transaction.atomic():
        administration.appoint(party)
