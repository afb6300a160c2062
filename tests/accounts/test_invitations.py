"""The party's door: a link worth nothing alone, a code that works once, in one browser, five tries."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from accounts import invitations
from accounts.models import Invitation, OneTimeCode, User
from accounts.throttle import TooMany
from notices.models import Message
from tests.accounts.conftest import PHONE
from tests.counts import count

pytestmark = pytest.mark.django_db

BROWSER = "browser-one"
GUESS = """
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from accounts import invitations
from accounts.models import Invitation

processed = []

def count(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if "UPDATE" in sql and "tries" in sql.split("WHERE")[0]:
        processed.extend([1] * context["cursor"].rowcount)
    return result

def guess(code):
    try:
        with connection.execute_wrapper(count):
            return invitations.check_code(Invitation.objects.get(), code, "browser-one")
    finally:
        connection.close()

codes = {codes!r}
with ThreadPoolExecutor(8) as threads:
    opened = sum(threads.map(guess, codes))
print(opened, len(processed))
"""
INVITE = """
from datetime import timedelta
from accounts import invitations
from accounts.models import User
user = User.objects.create_user("party-1", name="陈玉兰", kind="party")
invitation = invitations.find(invitations.invite(user, label="调委会", valid_for=timedelta(days=1)))
print(invitations.slip_code(invitation))
"""
TRIES = """
from accounts.models import OneTimeCode
print(*OneTimeCode.objects.values_list("tries", "used_at"))
"""


def send(invitation, texts, browser=BROWSER):
    """The digits that the party's phone shows."""
    invitations.send_code(invitation, phone=PHONE, request_key=browser)
    [(number, text)] = texts()
    assert number == PHONE
    return re.search(r"\d{6}", text).group()


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06}"


def everything_stored():
    """Every value of every column of every table, as the database holds it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 (the database names its own tables)
            for row in cursor.fetchall():
                yield from (bytes(value) if isinstance(value, memoryview) else str(value) for value in row)


def test_a_link_finds_its_invitation_and_says_who_sent_it(token, party):
    found = invitations.find(token)
    assert (found.user, found.label) == (party, "新港社区人民调解委员会")
    assert len(token) == 22


def test_opening_a_link_writes_nothing(token, django_assert_num_queries):
    before = sorted(map(str, everything_stored()))
    with django_assert_num_queries(1) as queries:
        assert invitations.find(token)
    assert queries[0]["sql"].startswith("SELECT")
    assert sorted(map(str, everything_stored())) == before


def test_the_right_code_opens_once(invitation, texts):
    code = send(invitation, texts)
    assert invitations.check_code(invitation, code, BROWSER)
    assert not invitations.check_code(invitation, code, BROWSER)


@pytest.mark.parametrize("typed", ["{0} ", " {0}", "{1} {2}", "{1}-{2}", "full-width"])
def test_a_code_is_accepted_as_people_type_it(typed, invitation, texts):
    code = send(invitation, texts)
    text = typed.format(code, code[:3], code[3:])
    if typed == "full-width":
        text = code.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
    assert invitations.check_code(invitation, text, BROWSER)


def test_a_code_works_only_in_the_browser_that_asked_for_it(invitation, texts):
    code = send(invitation, texts)
    for _try in range(9):
        assert not invitations.check_code(invitation, code, "browser-two")
    assert invitations.check_code(invitation, code, BROWSER)


def test_a_code_works_only_with_its_own_link(invitation, texts):
    other_user = User.objects.create_user("party-2", name="李建国", kind="party")
    other = invitations.find(invitations.invite(other_user, label="x", valid_for=timedelta(days=1)))
    code = send(invitation, texts)
    assert not invitations.check_code(other, code, BROWSER)


def test_the_sixth_guess_is_not_even_looked_at(invitation, texts):
    code = send(invitation, texts)
    for _try in range(5):
        assert not invitations.check_code(invitation, wrong(code), BROWSER)
    assert not invitations.check_code(invitation, code, BROWSER)


def test_a_code_ends_after_ten_minutes(invitation, texts, clock):
    code = send(invitation, texts)
    clock.shift(timedelta(minutes=10))
    assert not invitations.check_code(invitation, code, BROWSER)


def test_a_new_code_replaces_the_one_before(invitation, texts):
    first = send(invitation, texts)
    second = send(invitation, texts)
    assert first == second or not invitations.check_code(invitation, first, BROWSER)
    assert invitations.check_code(invitation, second, BROWSER)


def test_five_codes_are_sent_a_day_and_no_more(invitation, texts, clock):
    for number in range(5):
        send(invitation, texts, browser=f"browser-{number}")
    with pytest.raises(TooMany, match="明天"):
        invitations.send_code(invitation, phone=PHONE, request_key=BROWSER)
    assert texts() == []
    clock.shift(timedelta(days=1))
    send(invitation, texts)


def test_one_phone_gets_ten_codes_a_day_whatever_it_is_party_to(texts):
    users = [User.objects.create_user(f"party-{number}", name="陈玉兰", kind="party") for number in range(3)]
    links = [invitations.invite(user, label="x", valid_for=timedelta(days=1)) for user in users]
    first, second, third = map(invitations.find, links)
    for invitation in [first] * 5 + [second] * 5:
        send(invitation, texts)
    with pytest.raises(TooMany):
        invitations.send_code(third, phone=PHONE, request_key=BROWSER)


def test_the_text_names_neither_sender_nor_matter(invitation, texts):
    invitations.send_code(invitation, phone=PHONE, request_key=BROWSER)
    [(_number, text)] = texts()
    assert len(text) <= 70
    assert not any(word in text for word in ("调解", "新港", "陈玉兰", "纠纷"))


def test_a_slip_code_works_for_a_day_in_any_browser_but_once(invitation, clock):
    code = invitations.slip_code(invitation)
    clock.shift(timedelta(hours=23))
    assert invitations.check_code(invitation, code, "anybody")
    assert not invitations.check_code(invitation, code, "somebody else")
    late = invitations.slip_code(invitation)
    clock.shift(timedelta(hours=24))
    assert not invitations.check_code(invitation, late, "anybody")


def test_a_slip_code_has_five_tries_in_all_browsers_together(invitation):
    code = invitations.slip_code(invitation)
    for number in range(5):
        assert not invitations.check_code(invitation, wrong(code), f"browser-{number}")
    assert not invitations.check_code(invitation, code, BROWSER)


def test_five_slips_are_printed_a_day(invitation):
    for _slip in range(5):
        invitations.slip_code(invitation)
    with pytest.raises(TooMany):
        invitations.slip_code(invitation)


def test_a_party_may_use_the_slip_after_asking_for_a_text(invitation, texts):
    slip = invitations.slip_code(invitation)
    send(invitation, texts)
    assert invitations.check_code(invitation, slip, BROWSER)


@pytest.mark.parametrize("way", ["expired", "revoked", "closed"])
def test_a_link_that_is_over_finds_nothing_and_its_code_opens_nothing(way, token, invitation, texts, clock, party):
    code = invitations.slip_code(invitation)
    if way == "expired":
        Invitation.objects.update(expires_at=timezone.now())
    elif way == "revoked":
        assert invitations.revoke(party) == 1
    else:
        User.objects.filter(pk=party.pk).update(is_active=False)
    assert invitations.find(token) is None
    assert not invitations.check_code(invitation, code, BROWSER)
    assert not invitations.in_force(invitation.pk, party)


@pytest.mark.parametrize("text", ["", "x", "a" * 5000, "汉字", "\x00"])
def test_nonsense_instead_of_a_link_finds_nothing(text, token):
    assert invitations.find(text) is None


def test_staff_are_not_invited(staff):
    with pytest.raises(ValueError, match="parties"):
        invitations.invite(staff, label="x", valid_for=timedelta(days=1))


def test_no_table_holds_link_or_code_after_the_text_is_sent(token, invitation, texts, client, pages):
    code, slip = send(invitation, texts), invitations.slip_code(invitation)
    assert invitations.check_code(invitation, code, BROWSER)
    client.post("/login/", {"username": token, "password": code})
    assert Message.objects.get().body == ""
    # A model of every app is there to be searched, the sessions among them.
    assert Session._meta.db_table in {model._meta.db_table for model in apps.get_models()}
    for value in everything_stored():
        text = value.decode("latin-1") if isinstance(value, bytes) else value
        assert token not in text
        for digits in (code, slip):
            # As a word: six digits may by chance stand inside a timestamp or a hash.
            assert not re.search(rf"(?<![0-9a-f.]){digits}(?![0-9a-f])", text)


def test_no_log_line_holds_link_or_code(token, invitation, texts, caplog):
    caplog.set_level("DEBUG")
    code = send(invitation, texts)
    invitations.check_code(invitation, wrong(code), BROWSER)
    lines = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not any(token in line or code in line for line in lines)


def test_old_codes_are_forgotten(invitation, clock):
    invitations.slip_code(invitation)
    clock.shift(timedelta(days=32))
    assert invitations.forget_old_codes() == 1
    assert not OneTimeCode.objects.exists()


@pytest.mark.processes
def test_of_many_parallel_guesses_five_are_processed(processes):
    code = processes.run(INVITE).strip()
    wrong_codes = [f"{(int(code) + step) % 10**6:06}" for step in range(1, 9)]
    told = [line.split() for line in processes.at_once(count(3, 8), GUESS.format(codes=wrong_codes))]
    assert {opened for opened, _processed in told} == {"0"}
    assert sum(int(processed) for _opened, processed in told) == 5
    assert processes.run(TRIES) == "(5, None)\n"


@pytest.mark.processes
def test_of_many_parallel_right_codes_one_opens(processes):
    code = processes.run(INVITE).strip()
    told = [line.split() for line in processes.at_once(count(2, 4), GUESS.format(codes=[code] * 8))]
    assert sum(int(opened) for opened, _processed in told) == 1
