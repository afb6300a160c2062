"""The administration pages of this room: what an administrator keeps, and what is refused with a sentence."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import administration
from accounts.models import User
from organizations.forms import MediatorProfileForm, OrganizationForm, SealForm
from organizations.models import ADMIN_PERMISSIONS, MediatorProfile, Organization, Seal
from tests.organizations.conftest import picture


@pytest.fixture
def administrator(client, db):
    user = User.objects.create_user("guanliyuan", name="管理员", kind="staff", password="a long password")
    administration.appoint(user, (*administration.USER_PERMISSIONS, *ADMIN_PERMISSIONS))
    client.force_login(user, backend="accounts.backends.StaffBackend")
    return client


def fields_of(form, **changes):
    """What a browser would send for an unchanged form, with changes."""
    values = {name: form[name].value() for name in form.fields}
    sent = {name: form.fields[name].prepare_value(value) for name, value in values.items()}
    return {name: value for name, value in (sent | changes).items() if value not in (None, False)}


def test_nothing_of_this_room_is_deleted_in_the_administration(rf, committee):
    request = rf.get("/")
    request.user = User(is_active=True, is_staff=True)
    rooms = [model for model in admin.site._registry if model._meta.app_label == "organizations"]
    assert len(rooms) == 7
    assert not any(admin.site._registry[model].has_delete_permission(request) for model in rooms)


@pytest.mark.parametrize("model", ["organization", "membership", "mediatorprofile", "grid", "venue", "seal"])
def test_an_administrator_opens_every_list_and_form(administrator, load_sanya, model):
    load_sanya(with_people=model in {"membership", "mediatorprofile"})
    listed = administrator.get(f"/admin/organizations/{model}/?q=新港")
    assert listed.status_code == 200
    assert administrator.get(f"/admin/organizations/{model}/add/").status_code == 200
    first = apps.get_model("organizations", model).objects.first()
    assert administrator.get(f"/admin/organizations/{model}/{first.pk}/change/").status_code == 200


def test_a_staff_account_without_appointment_finds_nothing(client, committee):
    user = User.objects.create_user("wangxiuzhen", name="王秀珍", kind="staff", password="a long password")
    client.force_login(user, backend="accounts.backends.StaffBackend")
    assert client.get("/admin/organizations/organization/").status_code in (302, 403, 404)


def test_changing_the_parent_in_the_form_moves_what_hangs_below(administrator, make_body, city, district, committee):
    other = make_body("天涯区", under=city, kind="district_committee")
    studio = make_body("爱姐调解工作室", under=committee, kind="studio")
    sent = fields_of(OrganizationForm(instance=committee), parent=other.pk)
    answer = administrator.post(f"/admin/organizations/organization/{committee.pk}/change/", sent)
    assert answer.status_code == 302
    studio.refresh_from_db()
    assert studio.district == other


def test_a_new_body_is_placed(administrator, district):
    sent = {
        "kind": "community_committee",
        "name": "三亚市吉阳区某某社区人民调解委员会",
        "short_name": "某某社区调委会",
        "parent": district.pk,
        "valid_from": "2026-01-01",
        "dispute_types": "neighbour， property、neighbour",
        "smaller_ethnic_groups": "黎族 苗族",
    }
    assert administrator.post("/admin/organizations/organization/add/", sent).status_code == 302
    body = Organization.objects.get(short_name="某某社区调委会")
    assert body.district == district
    assert body.code is None
    assert body.dispute_types == ["neighbour", "property"]
    assert body.smaller_ethnic_groups == ["黎族", "苗族"]


def test_a_place_where_a_body_cannot_stand_is_refused_with_the_reason(committee, district):
    form = OrganizationForm(fields_of(OrganizationForm(instance=district), parent=committee.pk), instance=district)
    assert form.errors["parent"] == ["不能把一个组织放到它自己或者它的下级之下。请另选上级。"]


def test_months_and_languages_come_from_boxes(serve, committee):
    user = serve("梁佩芝", committee, "mediator")
    file = user.mediator_profile
    sent = fields_of(MediatorProfileForm(instance=file), active_months=["11", "12"], languages=["zh", "hnm"])
    form = MediatorProfileForm(sent, instance=file)
    assert form.is_valid(), form.errors
    form.save()
    kept = MediatorProfile.objects.get(pk=file.pk)
    assert (kept.active_months, kept.languages) == ([11, 12], ["zh", "hnm"])
    assert "languages" in MediatorProfileForm(sent | {"languages": ["xx"]}, instance=file).errors


def test_a_file_with_months_that_do_not_exist_is_refused(serve, committee):
    file = serve("梁佩芝", committee, "mediator").mediator_profile
    for wrong in ([13], [0], ["1"], [1, 1], "1", [True]):
        file.active_months = wrong
        with pytest.raises(Exception, match="月份"):
            file.clean_fields()


def seal_form(committee, data, name="seal.png"):
    sent = {"organization": committee.pk, "name": committee.name, "valid_from": date(2026, 1, 1)}
    return SealForm(sent, {"picture": SimpleUploadedFile(name, data)})


def test_a_seal_keeps_the_bytes_of_its_picture(committee):
    form = seal_form(committee, picture())
    assert form.is_valid(), form.errors
    form.save()
    assert bytes(Seal.objects.get().image) == picture()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"not a picture", "读不出这张图片"),
        (picture(form="JPEG"), "读不出这张图片"),
        (picture()[:40], "读不出这张图片"),
        (picture(2001, 1), "2000像素"),
        (b"\x89PNG" + b"0" * 1024 * 1024, "1 MB"),
    ],
)
def test_anything_but_a_png_of_usual_size_is_no_seal(committee, data, sentence):
    assert sentence in str(seal_form(committee, data).errors["picture"])


def test_a_body_has_one_seal_in_use(committee):
    form = seal_form(committee, picture())
    assert form.is_valid()
    form.save()
    assert not seal_form(committee, picture()).is_valid()


def test_the_page_of_a_body_says_what_its_committee_lacks(administrator, committee):
    page = administrator.get(f"/admin/organizations/organization/{committee.pk}/change/").content.decode()
    assert "调委会由3至9名委员组成，现有0名。" in page
