"""The register's page as a clerk without JavaScript fills it in."""

from cases.models import Case
from tests.cases.pages import browser
from tests.forms import send

MATTER = {
    "dispute_type": "1",
    "source": "2",
    "summary": "602室卫生间漏水，502室天花板和衣柜受损。",
    "place": "港门花园3栋502",
}
CHEN = {"person-0-name": "陈玉㛃", "person-0-phone": "13800002046"}
LI = {"person-1-name": "阿依古丽•买买提", "person-1-phone": "13800007713"}
BOTH = MATTER | CHEN | LI


def press(client, page, button, **typed):
    """Fill in the page and press a button: submit, save, add, remove:1, hints, same:<uid>."""
    return send(client, "/register/", page, "summary", press=button, **typed)


def registered(who="clerk", button="save", **changes):
    """One registration, duplicates or not; the case."""
    client = browser(who)
    sent = press(client, client.get("/register/"), button, **(BOTH | changes))
    if sent.status_code == 200:
        sent = press(client, sent, button)
    assert sent.status_code == 302, sent.content.decode()
    return Case.objects.latest("pk")
