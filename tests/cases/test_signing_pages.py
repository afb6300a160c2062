"""Signing on its pages: how far it is, saying no, changing the text."""

import re

import pytest
from django.urls import reverse

from cases.models import Agreement, Case
from documents.models import Document
from tests import factories
from tests.cases.signing import Status, parties, progress, sign, signature_page, text
from tests.forms import send
from tests.personas import persona

pytestmark = pytest.mark.usefixtures("sanya")


def test_the_page_says_who_waits_and_offers_each_one_his_way(client, case, clerk):
    shown = text(client.get(progress(case)))
    first, second = parties(case)
    assert signature_page(first) in shown
    assert signature_page(second) in shown
    assert "签了0位，共4位" in shown
    assert "等大家都签了再签" in shown
    assert "我来签" in shown  # the clerk keeps the record
    assert reverse("cases:sheet", args=[case.uid, first.document.uid]) in shown


def test_a_signed_place_says_how_it_was_signed_and_before_whom(client, case, clerk):
    factories.sign_tablet(parties(case)[0])
    shown = text(client.get(progress(case)))
    assert "平板当面签，苏婉宁看过证件，见证人范小玲" in shown
    assert "签了1位，共4位" in shown


def test_strangers_find_none_of_the_pages(client, case):
    request = parties(case)[0]
    document = request.document.uid
    addresses = [
        progress(case),
        signature_page(request),
        reverse("cases:refuse_to_sign", args=[case.uid, request.uid]),
        reverse("cases:sheet", args=[case.uid, document]),
        reverse("cases:confirm_sheet", args=[case.uid, document]),
        reverse("cases:mediator_sign", args=[case.uid]),
        reverse("cases:seal", args=[case.uid]),
        reverse("cases:sealing", args=[case.uid]),
    ]
    missing = reverse("cases:signing", args=["00000000-0000-4000-8000-000000000000", document])
    for name in ("clerk_elsewhere", "mediator_elsewhere"):
        client.force_login(persona(name))
        nothing = but_for_its_own_address(client.get(missing))
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code == 404, address
            assert but_for_its_own_address(answer) == nothing


def but_for_its_own_address(response):
    """The page without what differs each time: the form's token, and where the reading size leads back to."""
    return re.sub(r'next=[^"]*|value="\w{64}"', "", text(response))


def test_another_case_s_paper_is_not_found_through_mine(client, case, clerk):
    other = factories.frozen()
    foreign = parties(other)[0]
    assert client.get(reverse("cases:sign", args=[case.uid, foreign.uid])).status_code == 404
    assert client.get(reverse("cases:signing", args=[case.uid, foreign.document.uid])).status_code == 404


def test_the_pages_ask_few_queries(client, case, clerk, django_assert_max_num_queries):
    request = parties(case)[0]
    for address in (
        progress(case),
        signature_page(request),
        reverse("cases:sheet", args=[case.uid, request.document.uid]),
    ):
        client.get(address)
        with django_assert_max_num_queries(25):
            client.get(address)


def test_refusing_ends_the_version_with_all_its_signatures(client, case, clerk):
    first, second = parties(case)
    sign(client, first)
    address = reverse("cases:refuse_to_sign", args=[case.uid, second.uid])
    assert "别人已经签的名也作废" in text(client.get(address))
    assert "请填哪里不同意" in text(send(client, address, client.get(address), "reason"))
    answer = send(client, address, client.get(address), "reason", reason="4800元太多")
    assert answer.status_code == 302
    shown = text(client.get(answer.url))
    assert "这一版已经作废" in shown
    assert "4800元太多" in shown
    assert Agreement.objects.get(case=case).state == "refused"
    assert Case.objects.get(pk=case.pk).state == "mediating"
    assert {row.status for row in parties(case)} == {Status.VOIDED, Status.REFUSED}
    assert "这一版已经作废" in text(client.get(signature_page(first)))


def test_going_back_to_the_table_warns_whose_signatures_end_and_voids_them(client, case, clerk):
    sign(client, parties(case)[0])
    client.force_login(case.mediator)
    address = reverse("cases:step", args=[case.uid, "reopen_talks"])
    response = client.get(address)
    assert "陈玉㛃已经签的名也作废" in text(response)
    assert send(client, address, response, "reason", reason="改日期").status_code == 302
    assert {row.status for row in factories.requests_of(factories.agreement_of(case))} == {Status.VOIDED}
    assert Document.objects.get(pk=factories.agreement_of(case).document_id).voided_at is not None
