"""A report that is being written: nothing typed is lost, nobody else can read it, and it does not lie about for ever."""

import json
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from encryption import keyring
from intake import drafts
from tests.cases.pages import browser, text_of
from tests.forms import form_of
from tests.intake import reports
from tests.intake.reports import answer, photo
from tests.personas import PASSWORD, persona

pytestmark = pytest.mark.usefixtures("sanya")
STORY = reports.PAGES[1]["summary"]


@pytest.fixture
def worker(sanya):
    """The grid worker's phone."""
    return browser("grid_worker")


def story_on(client):
    return form_of(client.get("/report/1/"), "summary").values["summary"]


def test_what_is_typed_is_kept_before_any_button_is_pressed_and_not_judged(worker):
    said = worker.post("/report/2/", {"one_name": "陈", "one_phone": "138", "act": "keep"})
    assert said.content.decode() == "已自动存好09:00"
    page = worker.get("/report/2/")
    assert form_of(page, "one_name").values["one_phone"] == "138"
    assert "有错误" not in page.content.decode()


def test_half_an_hour_without_a_sign_of_life_ends_the_session_and_not_the_report(worker, sanya):
    answer(worker, 1, **reports.PAGES[1])
    sanya.shift(timedelta(minutes=31))
    assert worker.get("/report/2/")["Location"].startswith("/login/?why=idle")
    worker.post("/login/", {"username": persona("grid_worker").username, "password": PASSWORD})
    assert worker.get("/report/")["Location"] == "/report/2/?again=1"
    assert "上次没报完的还在，接着报就行。" in text_of(worker.get("/report/2/?again=1"))
    assert story_on(worker) == STORY


def test_a_report_begun_on_one_device_goes_on_with_another(worker):
    answer(worker, 1, **reports.PAGES[1])
    assert story_on(browser("grid_worker")) == STORY


def test_nobody_else_reads_it(worker):
    answer(worker, 1, **reports.PAGES[1])
    assert story_on(browser("mediator")) == ""


def test_the_row_holds_no_readable_word_and_opens_for_its_writer_alone(worker):
    answer(worker, 1, **reports.PAGES[1])
    answer(worker, 2, **reports.PAGES[2])
    row = Session.objects.get(pk__startswith="report")
    for word in ("漏水", "陈玉", "2046", "%"):
        assert word not in row.session_data
    assert STORY in keyring.decrypt(row.session_data, context=f"intake.draft:{persona('grid_worker').pk}")
    with pytest.raises(keyring.Undecipherable):
        keyring.decrypt(row.session_data, context=f"intake.draft:{persona('mediator').pk}")


def test_the_row_is_no_session_that_anybody_could_enter_by(worker, client):
    answer(worker, 1, **reports.PAGES[1])
    client.cookies["sessionid"] = Session.objects.get(pk__startswith="report").pk
    assert client.get("/report/1/")["Location"].startswith("/login/")


def test_after_three_days_it_is_gone(worker, sanya):
    answer(worker, 1, **reports.PAGES[1])
    sanya.shift(timedelta(days=3, minutes=1))
    assert not drafts.load(persona("grid_worker")).is_begun


def test_a_row_that_cannot_be_read_is_an_empty_report(worker):
    answer(worker, 1, **reports.PAGES[1])
    row = Session.objects.get(pk__startswith="report")
    me = persona("grid_worker")
    for unreadable in ("x", keyring.encrypt(json.dumps({"odd": 1}), context=f"intake.draft:{me.pk}")):
        Session.objects.filter(pk=row.pk).update(session_data=unreadable)
        assert not drafts.load(me).is_begun
    answer(worker, 1, **reports.PAGES[1])
    assert story_on(worker) == STORY


# --- photos ----------------------------------------------------------------------
def pictures(page):
    return page.content.decode().count('src="/report/photos/')


def test_photos_go_along_with_the_next_button_or_by_one_of_their_own(worker):
    page = answer(worker, 1, press="photos", files={"photos": [photo("一.jpg", (1, 2, 3))]})
    assert (page.request["PATH_INFO"], pictures(page)) == ("/report/1/", 1)
    assert "有错误" not in page.content.decode()
    answer(worker, 1, files={"photos": [photo("二.jpg", (4, 5, 6))]}, **reports.PAGES[1])
    assert pictures(worker.get("/report/1/")) == 2


def test_the_photos_become_evidence_of_the_case(worker):
    case = reports.report(files={"photos": [photo("一.jpg", (1, 2, 3)), photo("二.jpg", (4, 5, 6))]})
    assert [row.name for row in case.evidence.all()] == ["报告人拍的照片1", "报告人拍的照片2"]
    assert {row.file.dossier for row in case.evidence.select_related("file")} == {case.uid}


def test_a_photo_is_taken_off_again(worker):
    answer(worker, 1, press="photos", files={"photos": [photo("一.jpg", (1, 2, 3)), photo("二.jpg", (4, 5, 6))]})
    first = drafts.load(persona("grid_worker")).photos[0]["sha256"]
    page = answer(worker, 1, press=f"remove:{first}", summary="楼上漏水")
    assert pictures(page) == 1
    assert form_of(page, "summary").values["summary"] == "楼上漏水"


def test_the_same_photo_sent_twice_is_there_once(worker):
    for _ in range(2):
        page = answer(worker, 1, press="photos", files={"photos": [photo()]})
    assert pictures(page) == 1


def test_nine_photos_are_taken_and_the_tenth_is_named(worker):
    answer(worker, 1, press="photos", files={"photos": [photo(f"{n}.jpg", (n, n, n)) for n in range(8)]})
    page = answer(worker, 1, press="photos", files={"photos": [photo(f"{n}.jpg", (n, 0, 0)) for n in (10, 11)]})
    assert pictures(page) == 9
    assert "照片最多9张，有1张没有放上。" in text_of(page)


def test_thirty_megabytes_are_refused_with_a_sentence_and_the_rest_is_kept(worker):
    large = photo("大照片.jpg")
    large.write(b"\0" * (30 * 1024 * 1024))
    large.seek(0)
    page = answer(worker, 1, files={"photos": [large, photo("小照片.jpg")]}, **reports.PAGES[1])
    assert page.request["PATH_INFO"] == "/report/1/"
    assert "“大照片.jpg”没有放上：文件太大（最大20 MB）" in text_of(page)
    assert pictures(page) == 1
    assert form_of(page, "summary").values == form_of(page, "summary").values | {
        "summary": STORY,
        "dispute_type": "neighbour",
    }


def test_a_file_that_is_no_photo_is_refused_with_a_sentence(worker):
    paper = photo("合同.pdf")
    paper.seek(0)
    paper.truncate()
    paper.write(b"MZ\x90 not a picture")
    paper.seek(0)
    page = answer(worker, 1, press="photos", files={"photos": [paper]})
    assert "只能上传照片" in text_of(page)


def test_the_little_picture_is_shown_to_its_reporter_alone(worker):
    answer(worker, 1, press="photos", files={"photos": [photo()]})
    address = f"/report/photos/{drafts.load(persona('grid_worker')).photos[0]['sha256']}.jpg"
    shown = worker.get(address)
    assert (shown["Content-Type"], shown["Cache-Control"]) == ("image/jpeg", "private, no-store")
    assert browser("mediator").get(address).status_code == 404
