"""Users: no superuser on any road, the system actors, and no password for whoever must not have one."""

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_the_system_actors_are_there_and_cannot_log_in():
    for name, shown in (("clock", "系统时钟"), ("channel", "接入渠道")):
        actor = User.objects.system(name)
        assert (actor.kind, actor.name, actor.has_usable_password()) == ("system", shown, False)


def test_no_superuser_can_be_made_by_the_manager_or_the_command():
    assert not hasattr(User.objects, "create_superuser")
    with pytest.raises(AttributeError):
        call_command("createsuperuser", username="root", name="r", kind="staff", interactive=False)


@pytest.mark.parametrize("way", ["save", "update", "bulk_create", "sql"])
def test_the_database_refuses_a_superuser(way, staff):
    def write():
        if way == "save":
            staff.is_superuser = True
            staff.save()
        elif way == "update":
            User.objects.filter(pk=staff.pk).update(is_superuser=True)
        elif way == "bulk_create":
            User.objects.bulk_create([User(username="root", name="r", kind="staff", is_superuser=True)])
        else:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE accounts_user SET is_superuser = %s WHERE id = %s", [True, staff.pk])

    with pytest.raises(IntegrityError), transaction.atomic():
        write()
    assert not User.objects.filter(is_superuser=True).exists()


@pytest.mark.parametrize("kind", ["party", "system"])
def test_the_database_refuses_a_password_to_whoever_must_not_have_one(kind):
    user = User.objects.create_user("x", name="x", kind=kind)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(password=make_password("secret"))


@pytest.mark.parametrize("kind", ["party", "system"])
def test_the_database_refuses_administrators_who_are_not_staff(kind):
    user = User.objects.create_user("x", name="x", kind=kind)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_staff=True)


def test_a_user_without_a_password_has_none_that_works():
    user = User.objects.create_user("x", name="㛃·买买提", kind="party", email="A@Example.ORG")
    assert not user.has_usable_password()
    assert not user.check_password("")
    assert (str(user), user.get_full_name(), user.get_short_name(), user.email) == ("㛃·买买提",) * 3 + (
        "A@example.org",
    )
