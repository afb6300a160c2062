"""The window in English and Russian: every page of it, whose language it is, and what stays Chinese."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from accounts.models import Invitation, User
from cases import engine, performance
from cases.models import Case, Complaint, Consent, Dispute, Evidence, Note, Objection, Obligation, Session
from documents import glossing, issue, vault
from documents.models import Document
from notices.models import Message
from organizations.models import Organization
from parties.models import Party
from portal import papers
from portal.person import person_of
from portal.steps import PAGES
from tests import factories
from tests.personas import persona
from tests.portal.conftest import row_counts, sides

# Whatever keeps the rows, the words on a page are the same.
pytestmark = [pytest.mark.once, pytest.mark.usefixtures("sanya")]

HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")
PEOPLE = (("applicant", factories.CHEN | {"language": "ru"}), ("respondent", factories.LI | {"language": "en"}))
# What people wrote and what they are called: it stands in every language as it was written.
WRITTEN = (
    (Party, "name", "contact_name"),
    (Organization, "name", "short_name", "place"),
    (Dispute, "title"),
    (Case, "number"),
    (Document, "number"),
    (Session, "place", "record"),
    (Note, "text"),
    (Obligation, "text", "place"),
    (Evidence, "name", "shows"),
    (Objection, "reason"),
    (Complaint, "text"),
    (Invitation, "label"),
)
# The site's mark, and each language by its own name.
MARKS = ("中文", '<span class="mark" aria-hidden="true">和</span>')


def written():
    """Every text that is quoted, longest first."""
    texts = {value for model, *names in WRITTEN for row in model.objects.values_list(*names) for value in row if value}
    texts |= set(User.objects.exclude(kind=User.Kind.SYSTEM).values_list("name", flat=True)) - {""}
    return sorted({line.strip() for text in texts for line in text.splitlines()} - {""}, key=len, reverse=True)


def left_in_chinese(html, quoted=None):
    """The Chinese on a page that nobody wrote and that is nobody's name; quoted: `written()`, while nobody writes."""
    html = re.sub(r'<([a-z]+)(?: [^>]*)? lang="zh-hans"[^>]*>[^<]*</\1>', " ", html)
    html = without_papers(html)
    html = re.sub(r"<!--.*?-->", "", html, flags=re.S)
    for text in (*MARKS, *(written() if quoted is None else quoted)):
        html = html.replace(text, " ")
    return [html[max(found.start() - 40, 0) : found.end() + 10] for found in HAN.finditer(html)]


def without_papers(html):
    """A page without the Chinese words of a paper on it; what they mean stays."""
    before, opened, rest = html.partition('<div lang="zh-hans">')
    if not opened:
        return html
    paper, after = re.split(r'<p class="gap-before">|<form', rest, maxsplit=1)
    return before + " ".join(re.findall(r'<span class="gloss"[^>]*>.*?</span>', paper, re.S)) + after


def flaws(client, path, code, quoted=None):
    """What is wrong with a page that should be in a language: its lang, and what is left in Chinese."""
    answer = client.get(path)
    assert answer.status_code in (200, 404), (path, answer.status_code)
    html = answer.content.decode()
    wrong = [] if f'<html lang="{code}"' in html else [f"{path} is not in {code}"]
    return wrong + [f"{path} {code}: {text}" for text in left_in_chinese(html, quoted)]


def addresses(case, person):
    """Every page of the window of one case that this side may open."""
    base = f"/my/{case.uid}/"
    agreement = papers.agreement_of(case)
    given = papers.given(case, person_of(person.user), agreement)
    read = [f"{base}documents/{document.uid}/" for document in given]
    return [base, f"{base}log/", *read, *(f"{base}steps/{name}/" for name in PAGES)]


def talked():
    case = factories.talked(people=PEOPLE)
    when = timezone.now() + dt.timedelta(days=5, hours=10)
    engine.take(case, "schedule_session", by=case.mediator, starts_at=when, place="矛盾调解室")
    return case


def objected():
    case = factories.mediating(people=PEOPLE)
    for row in sides(case):
        engine.take(case, "object_to_mediator", by=row.user, participation=row, reason="说不上话")
        engine.take(case, "add_evidence", by=row.user, name="照片", given_by=row, upload=factories.scan(), shows="渗水")
        engine.take(case, "complain", by=row.user, participation=row, about="mediator", text="没有回电话")
    return Case.objects.get(pk=case.pk)


def kept():
    case = factories.effective(people=PEOPLE)
    part = performance.instalments(factories.agreement_of(case))[0]
    today = timezone.localdate()
    debtor = sides(case)[1]
    engine.take(
        case, "record_performance", by=debtor.user, instalment=part, kind="partial", amount=10,
        happened_on=today, paid_by="phone",
    )  # fmt: skip
    return Case.objects.get(pk=case.pk)


BUILDERS = {
    "registered": lambda: factories.registered(people=PEOPLE),
    "accepted": lambda: factories.accepted(people=PEOPLE),
    "talked": talked,
    "objected": objected,
    "frozen": lambda: factories.frozen(people=PEOPLE),
    "kept": kept,
    "closed": lambda: factories.closed(people=PEOPLE),
}


@pytest.mark.parametrize("build", BUILDERS)
def test_every_page_of_a_case_is_wholly_in_the_language_of_the_side(build, come_in):
    case = BUILDERS[build]()
    wrong, quoted = [], written()
    for row, code in zip(sides(case), ("ru", "en"), strict=True):
        client = come_in(Client(), case, row)
        for path in addresses(case, row):
            wrong += flaws(client, path, code, quoted)
        for step in PAGES:
            answer = client.post(f"/my/{case.uid}/steps/{step}/", {})
            wrong += [f"{step} {code}: {text}" for text in left_in_chinese(answer.content.decode(), quoted)]
    assert wrong == []


@pytest.mark.parametrize("code", ["en", "ru"])
def test_the_door_and_the_public_pages_speak_the_language_of_the_browser(code, slip):
    case = factories.mediating(people=PEOPLE)
    link, _code = slip(case)
    paper = Document.objects.filter(dossier=case.uid).first()
    client = Client(headers={"accept-language": f"{code}-GB, {code};q=0.9, zh;q=0.5"})
    paths = [link, f"{link}code/", "/p/unknown/", "/left/", "/left/?why=idle", "/left/?why=link", "/today/"]
    paths += ["/", "/guide/", "/privacy/", "/accessibility/", "/verify/", f"/verify/{paper.verify_code}/"]
    paths += ["/verify/XX/", "/no/such/page/"]
    assert [flaw for path in paths for flaw in flaws(client, path, code)] == []
    for path in (f"{link}code/", "/verify/"):
        assert left_in_chinese(client.post(path, {"code": ""}).content.decode()) == []


def test_every_route_of_the_window_is_looked_at_here():
    window = next(one for one in get_resolver().url_patterns if getattr(one, "app_name", "") == "portal")
    assert {pattern.name for pattern in window.url_patterns} == {
        *("enter", "code", "home", "case", "log", "read", "step", "today", "verify", "verify_code"),
        *("document", "appointment", "leave"),  # no pages: a file, a calendar entry, a way out
        "invite",  # the staff's
    }


# --- whose language ----------------------------------------------------------
def lang(answer):
    return re.search(r'<html lang="([^"]+)"', answer.content.decode()).group(1)


@pytest.mark.parametrize(
    ("accepted", "code"),
    [
        ("en-US,en;q=0.9", "en"),
        ("ru", "ru"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("de,fr;q=0.8,ru;q=0.5", "ru"),
        ("fr", "zh-hans"),
        ("", "zh-hans"),
        ("*;q=x, ;;", "zh-hans"),
    ],
)
def test_before_the_code_the_browsers_own_list_decides(accepted, code, slip):
    link, _code = slip(factories.mediating())
    answer = Client(headers={"accept-language": accepted}).get(link)
    assert (lang(answer), answer["Content-Language"]) == (code, code)
    assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].replace(" ", "").split(","))


def test_a_choice_at_the_door_wins_over_the_browsers_list_and_is_remembered(slip):
    link, _code = slip(factories.mediating())
    client = Client(headers={"accept-language": "en"})
    html = client.get(link).content.decode()
    assert link not in re.search(r'<nav class="languages".*?</nav>', html, re.S).group().replace(f'value="{link}"', "")
    answer = client.post("/language/", {"language": "ru", "next": link})
    assert (answer.status_code, answer["Location"]) == (302, link)
    cookie = answer.cookies["language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("ru", True, "Lax")
    assert lang(client.get(link)) == "ru"


def test_the_switch_keeps_the_reader_where_he_is(client, come_in):
    case = factories.mediating()
    come_in(client, case)
    for path in (f"/my/{case.uid}/", f"/my/{case.uid}/log/", f"/my/{case.uid}/steps/record_performance/?instalment=1"):
        page = client.get(path)
        if page.status_code == 404:
            continue
        href = re.search(r'lang="en" hreflang="en" href="([^"]+)"', page.content.decode()).group(1)
        answer = client.get(href.replace("&amp;", "&"))
        assert answer["Location"] == path
        assert lang(client.get(path)) == "en"
        client.get("/language/", {"language": "zh-hans"})
        assert lang(client.get(path)) == "zh-hans"


@pytest.mark.parametrize("code", ["", "de", "EN", '"><script>', "ru; Domain=.example"])
def test_an_unknown_language_changes_nothing(code, client):
    assert not client.get("/language/", {"language": code}).cookies
    client.cookies["language"] = code
    assert lang(client.get("/guide/")) == "zh-hans"


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_a_language_leads_to_no_other_site(wanted, client):
    assert client.get("/language/", {"language": "en", "next": wanted})["Location"] == "/"


def test_on_the_own_telephone_the_choice_wins_on_the_counters_tablet_the_persons_language(slip, texts):
    case = factories.mediating(people=PEOPLE)
    link, code = slip(case)
    own, counter = Client(), Client()
    for browser in (own, counter):
        browser.cookies["language"] = "en"
    own.post(link)
    by_text = re.search(r"\d{6}", texts()[-1][1]).group()
    assert own.post(f"{link}code/", {"code": by_text}).status_code == 302
    assert lang(own.get(f"/my/{case.uid}/")) == "en"
    assert counter.post(f"{link}code/", {"code": code}).status_code == 302
    assert lang(counter.get(f"/my/{case.uid}/")) == "ru"
    # What one visitor chooses at the counter is not what the next one finds there.
    assert not counter.get("/language/", {"language": "zh-hans"}).cookies.get("language")
    assert lang(counter.get(f"/my/{case.uid}/")) == "zh-hans"


def test_the_staffs_pages_are_chinese_whatever_the_browser_asks(client):
    case = factories.mediating()
    client.cookies["language"] = "ru"
    assert lang(client.get("/login/", headers={"accept-language": "en"})) == "zh-hans"
    client.force_login(case.mediator, backend="accounts.backends.StaffBackend")
    for path in ("/workbench/", f"/cases/{case.uid}/", "/guide/"):
        answer = client.get(path, headers={"accept-language": "en"})
        assert lang(answer) == "zh-hans"
        assert 'class="languages' not in answer.content.decode()


# --- what is written down ----------------------------------------------------
def test_what_a_foreign_party_sets_off_is_written_in_chinese(come_in):
    case = factories.accepted(people=PEOPLE)
    for row in sides(case):
        client = come_in(Client(), case, row)
        form = client.get(f"/my/{case.uid}/steps/record_consent/").context["form"]
        sent = {"once": form["once"].value(), "seen": form["seen"].value()}
        assert client.post(f"/my/{case.uid}/steps/record_consent/", sent).status_code == 302
    register = Document.objects.get(dossier=case.uid, paper="intake_register")
    assert register.title == "人民调解受理登记表"
    assert not re.search(r"[А-Яа-яЁё]", str(register.facts))
    assert Consent.objects.filter(case=case, given=True).count() == 2
    for message in Message.objects.filter(channel="in_app"):
        assert HAN.search(message.body), message.body


# --- text messages -----------------------------------------------------------
def test_each_party_is_told_in_its_own_language_and_a_bodys_own_words_are_chinese_only(texts):
    factories.submitted(people=PEOPLE)
    case = factories.mediating(people=PEOPLE)
    texts()
    when = timezone.now() + dt.timedelta(days=5, hours=10)
    engine.take(case, "schedule_session", by=case.mediator, starts_at=when, place="矛盾调解室")
    said = {
        message.user_id: message.body
        for message in Message.objects.filter(channel="sms", kind="schedule_session", about=str(case.uid))
    }
    russian, english = (said[row.user_id] for row in sides(case))
    office = case.organization.short_name
    assert russian == (f"[{office}] Здравствуйте, 陈玉㛃. Назначена встреча: 25 ноября, 19:00, 矛盾调解室.")
    assert english == (f"[{office}] Hello 阿依古丽·买买提. A meeting is arranged: 25 November, 19:00, 矛盾调解室.")


def test_the_link_comes_in_the_persons_language(texts):
    from portal import inviting

    case = factories.mediating(people=PEOPLE)
    inviting.invite_participation(case, sides(case)[0], persona("head"), by_sms=True)
    text = Message.objects.filter(kind="invitation").latest("pk").body
    assert "Как продвигается ваше дело, видно здесь: http" in text


@pytest.mark.parametrize(("days", "words"), [(1, "остался 1 день"), (2, "осталось 2 дня"), (5, "осталось 5 дней")])
def test_russian_counts_days_in_its_own_forms(days, words):
    from django.utils import translation

    from mediation.templatetags import page

    with translation.override("ru"):
        assert page.days_left(timezone.localdate() + dt.timedelta(days=days)) == words


# --- papers on the screen ----------------------------------------------------
def read(client, case, document):
    answer = client.get(f"/my/{case.uid}/documents/{document.uid}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_clause_stands_in_chinese_under_what_it_means_to_the_reader(come_in):
    case = factories.effective(people=PEOPLE)
    document = factories.agreement_of(case).sealed_document
    creditor, debtor = sides(case)
    pages = [read(come_in(Client(), case, row), case, document) for row in (creditor, debtor)]
    clause = document.facts["clauses"][0]
    for html, line, what in zip(
        pages,
        ("Юридическую силу имеет текст на китайском языке.", "The Chinese text prevails."),
        ("阿依古丽·买买提 платит вам 4800 юаней", "You pay 陈玉㛃 4800 yuan"),
        strict=True,
    ):
        assert line in html
        assert re.search(rf'<span class="gloss" lang="..">{what}[^<]*</span>[^<]*{re.escape(clause)}', html)
    assert "После медиации стороны добровольно договорились о следующем:" in pages[0]


def test_the_chinese_of_a_paper_is_whole_in_every_language(come_in):
    case = factories.effective(people=PEOPLE)
    row = sides(case)[0]
    for document in papers.given(case, person_of(row.user), papers.agreement_of(case)):
        client = come_in(Client(), case, row)
        foreign = read(client, case, document)
        client.get("/language/", {"language": "zh-hans"})
        chinese = read(client, case, document)
        original = str(issue.on_screen(document.paper, issue.thaw(document.paper, document.facts)))
        assert original in chinese
        assert "gloss" not in chinese
        kept = re.sub(r'<span class="gloss"[^>]*>.*?</span>', "", foreign)
        assert "".join(original.split()) in "".join(kept.split())


def test_what_is_taken_away_is_the_chinese_paper_to_the_byte(come_in):
    case = factories.effective(people=PEOPLE)
    document = factories.agreement_of(case).sealed_document
    answer = come_in(Client(), case, sides(case)[0]).get(f"/my/{case.uid}/documents/{document.uid}.pdf")
    assert answer.content == vault.read(document.sha256)


def test_nobody_reads_a_paper_that_is_not_given_to_him_and_reading_leaves_no_entry(come_in, client):
    case, other = factories.effective(people=PEOPLE), factories.mediating(title="别的纠纷")
    document = factories.agreement_of(case).sealed_document
    stranger = come_in(Client(), other)
    assert stranger.get(f"/my/{other.uid}/documents/{document.uid}/").status_code == 404
    assert stranger.get(f"/my/{case.uid}/documents/{document.uid}/").status_code == 404
    assert client.get(f"/my/{case.uid}/documents/{document.uid}/").status_code == 302
    browser = come_in(Client(), case)
    before = row_counts()
    read(browser, case, document)
    assert row_counts() == before


def test_a_paper_costs_at_most_fifteen_queries(come_in, django_assert_max_num_queries):
    case = factories.effective(people=PEOPLE)
    client, document = come_in(Client(), case), factories.agreement_of(case).sealed_document
    with django_assert_max_num_queries(15):
        read(client, case, document)


def test_what_a_person_typed_into_a_paper_stays_escaped_under_its_meaning():
    from django.utils import translation

    with translation.override("ru"):
        html = glossing.glossed("<p>编号：&lt;b&gt;1</p><p>一、甲&amp;乙。</p>", {"甲&乙。": "<i>А & Б</i>"})
    assert "Номер: &lt;b&gt;1" in html
    assert "&lt;i&gt;А &amp; Б&lt;/i&gt;" in html
    assert "<i>" not in html


def test_every_heading_and_every_line_to_sign_has_a_meaning_above_it(come_in):
    ended = factories.mediating(people=PEOPLE)
    ended = engine.take(ended, "terminate", by=ended.mediator, reasons=factories.reasons("terminate"))
    for case in (factories.closed(people=PEOPLE), ended):
        row = sides(case)[0]
        client, silent = come_in(Client(), case, row), []
        for document in papers.given(case, person_of(row.user), papers.agreement_of(case)):
            blocks = re.findall(
                r'<(?:h2|p class="(?:caption|closing)")[^>]*>.*?</(?:h2|p)>', read(client, case, document)
            )
            silent += [block for block in blocks if 'class="gloss"' not in block and HAN.search(block)]
        assert silent == []
