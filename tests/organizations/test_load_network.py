"""The command `load_network`: says what it did, adds nothing when repeated, keeps invented people out of production."""

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from accounts.models import User
from organizations.models import Organization, Seal
from organizations.network.sanya import NETWORK


@pytest.fixture
def run(capsys, db):
    """`run("--without-people")` gives the lines the command printed."""

    def call(*options):
        call_command("load_network", "sanya", *options)
        return capsys.readouterr().out.splitlines()

    return call


def test_a_second_run_adds_nothing_and_says_so(load_sanya, run):
    load_sanya()
    lines = run()
    assert lines[0] == "载入三亚的调解网络："
    assert f"  调解组织和机构：新增0，原有{len(NETWORK.bodies)}" in lines
    assert f"  演示账号：新增0，原有{len(NETWORK.people)}" in lines
    assert not any("密码" in line for line in lines)


def test_the_password_option_goes_to_every_demo_account(load_sanya, run):
    load_sanya()
    run("--password", "another shared password")
    assert authenticate(username="kejingtang", password="another shared password")


def test_production_refuses_people_and_draws_no_seal(run, settings):
    settings.MODE = "production"
    with pytest.raises(CommandError, match="--without-people"):
        run()
    run("--without-people")
    assert Organization.objects.count() == len(NETWORK.bodies)
    assert not Seal.objects.exists()
    assert not User.objects.filter(kind="staff").exists()


def test_a_network_that_nobody_wrote_is_refused(db):
    with pytest.raises(CommandError, match="haikou"):
        call_command("load_network", "haikou")
