"""The pages that anybody may read: the law they name, who is sent on, what every page carries."""

import re

import pytest
from django.urls import reverse

from accounts.models import User

PAGES = ["home", "guide", "privacy", "accessibility"]


def said(client, name):
    html = client.get(reverse(name)).content.decode()
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", html))


@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_has_one_heading_a_title_and_a_way_past_the_menu(client, name):
    html = client.get(reverse(name)).content.decode()
    assert html.count("<h1>") == 1
    assert re.search(r"<title>.+ · 调解办案</title>", html)
    assert html.index('class="skip" href="#main"') < html.index("<header")
    assert '<html lang="zh-hans"' in html


@pytest.mark.parametrize("name", PAGES)
def test_a_public_page_sends_nothing_elsewhere(client, name):
    response = client.get(reverse(name))
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', response.content.decode())


def test_the_home_page_says_free_voluntary_and_other_ways(client):
    words = said(client, "home")
    assert "不收任何费用（人民调解法第4条）" in words
    assert "有一方明确说不愿意，就不调解" in words
    assert "到法院起诉（第3条）" in words


def test_the_guide_counts_the_days_for_confirmation_from_effect(client):
    words = said(client, "guide")
    assert "协议生效那天起30天内，双方可以一起申请法院确认（民事诉讼法第205条）" in words
    assert "这几类协议要签在纸上，不用电子签名（电子签名法第3条）" in words


def test_staff_go_on_to_where_their_login_leads(client, db, settings):
    settings.LOGIN_REDIRECT_URL = "/workbench/"
    client.force_login(
        User.objects.create_user("wang", name="王秀珍", kind=User.Kind.STAFF),
        backend="accounts.backends.StaffBackend",
    )
    assert client.get(reverse("home")).headers["Location"] == "/workbench/"


@pytest.mark.parametrize("size", ["std", "large", "huge"])
def test_the_text_size_is_the_one_that_was_chosen(client, size):
    client.cookies["size"] = size
    assert f'data-size="{size}"' in client.get(reverse("home")).content.decode()


def test_nobody_can_post_to_a_public_page(client):
    assert client.post(reverse("guide")).status_code == 405
