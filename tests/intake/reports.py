"""A report on the phone as somebody without JavaScript makes it: page by page, button by button."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases.models import Case
from tests.cases.pages import browser
from tests.forms import send

PAGES = {
    1: {"dispute_type": "neighbour", "summary": "楼上漏水，老人家衣柜泡坏了，两家在楼道吵了两次。"},
    2: {
        "one_name": "陈玉㛃",
        "one_phone": "138 0000 2046",
        "other_name": "阿依古丽•买买提",
        "other_phone": "13800007713",
    },
    3: {"place": "港门花园3栋502"},
}
CHECK = 4
ONE_FIELD = {1: "summary", 2: "one_name", 3: "place", CHECK: "once"}


def photo(name="漏水.jpg", colour=(90, 120, 150)):
    """A picture as a phone sends it."""
    buffer = BytesIO()
    Image.new("RGB", (640, 480), colour).save(buffer, "JPEG")
    return SimpleUploadedFile(name, buffer.getvalue(), "image/jpeg")


def answer(client, number, *, query="", press="next", files=None, **typed):
    """Fill in a page as it stands, press a button, and follow to the page that comes then."""
    where = f"/report/{number}/{query}"
    sent = send(client, where, client.get(where), ONE_FIELD[number], press=press, files=files, **typed)
    assert sent.status_code == 302, sent.content.decode()
    return client.get(sent["Location"])


def fill_in(client, **changes):
    """The three question pages answered, with some other answers; the page where that leads."""
    for number, answers in PAGES.items():
        known = {name: value for name, value in changes.items() if name.startswith(STARTS[number])}
        page = answer(client, number, **(answers | known))
    return page


STARTS = {1: ("dispute_type", "summary", "danger", "files"), 2: ("one_", "other_"), 3: ("place", "grid", "body")}


def hand_in(client):
    """Press 报上去 and follow."""
    return answer(client, CHECK, press="send")


def report(who="grid_worker", **changes):
    """A whole report by one of the people; the case."""
    client = browser(who)
    fill_in(client, **changes)
    hand_in(client)
    return Case.objects.latest("pk")
