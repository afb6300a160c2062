"""What every test may ask for: a frozen clock, a media folder, database copies, processes, a browser; no skipping."""

import datetime
import inspect
import os
import shutil
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import time_machine
from django.db import connection
from django.test import TransactionTestCase, override_settings

from tests import remembering
from tests.chromium import launch
from tests.counts import count
from tests.databases import Copies
from tests.processes import Processes

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime.datetime(2026, 11, 20, 9, 0, tzinfo=SHANGHAI)  # a Friday, a working day

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "database_copies"}

# Seeded (derandomize) so that `make test` is the same for everybody; `make proof` draws afresh, and more.
hypothesis.settings.register_profile(
    "project", deadline=None, database=None, max_examples=count(50, 1000), derandomize=count(True, False)
)
hypothesis.settings.load_profile("project")


# --- what a test may ask for -------------------------------------------------
@pytest.fixture(scope="session")
def network_files(tmp_path_factory):
    """The folder of the network's own files (the seals), made with its rows."""
    return tmp_path_factory.mktemp("network")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, template_copies):
    """The test database begins as a copy of the migrated template: migrating takes 7 s, copying 50 ms."""
    with template_copies.beginning(connection):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, network_files):
    """新港社区, the bodies above it and one elsewhere stand in the test database from the beginning of the run."""
    from tests import factories

    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), override_settings(MEDIA_ROOT=network_files):
        factories.load_network()


@pytest.fixture
def sanya(request, db, clock, media, network_files):
    """新港社区, the bodies above it, one elsewhere, with their people; the clock stands at 2026-11-20 09:00."""
    shutil.copytree(network_files, media, dirs_exist_ok=True)
    if "monkeypatch" in inspect.signature(request.function).parameters:
        yield clock  # what such a test makes of the product is its own
    else:
        with remembering.MEMORY.watch(NOW):
            yield clock


@pytest.fixture
def clock():
    """The clock stands at 2026-11-20 09:00 in Shanghai until `clock.move_to(datetime)` or `clock.shift(timedelta)`."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """The folder of this test's files: documents and uploads never leave it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


@pytest.fixture(scope="session")
def template_copies(tmp_path_factory):
    """The store of templates; one for all test workers of a run."""
    return Copies(shared_folder(tmp_path_factory))


@pytest.fixture
def database_copies(template_copies, media):
    """A function that gives the DATABASE_URL of a fresh copy: `database_copies("load_network sanya")`."""
    yield partial(template_copies.new, media=media)
    template_copies.drop_handed_out()


@pytest.fixture
def database_copy(request, database_copies):
    """The DATABASE_URL of a fresh migrated database of this test's own.

    `@pytest.mark.prepared("load_network sanya")` on the test: with these management commands already run on it.
    """
    marker = request.node.get_closest_marker("prepared")
    return database_copies(*(marker.args if marker else ()))


@pytest.fixture
def processes(database_copy, media):
    """Children on this test's `database_copy` and `media`; see tests/processes.py. They are killed at the end."""
    children = Processes(DATABASE_URL=database_copy, MEDIA_ROOT=str(media))
    yield children
    children.end_all()


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, started once; `with chromium.new_context(viewport=…, locale="zh-CN") as window:` opens one."""
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this thread, which Django would mistake for asynchronous code of ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


# --- a test is passed or failed, never skipped -------------------------------
SKIPPED = []


def pytest_configure(config):
    config.addinivalue_line(
        "markers", "once: says the same on every database, so `make test` runs it in one stage only"
    )
    config.addinivalue_line("markers", "prepared(*commands): run these management commands on the test's database copy")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """A test that asks for no database (pytest-django refuses it one) is marked `once` without saying so."""
    for item in items:
        asks = DATABASE_FIXTURES.intersection(item.fixturenames) or item.get_closest_marker("django_db")
        if not asks and not issubclass(getattr(item, "cls", None) or object, TransactionTestCase):
            item.add_marker("once")


def pytest_runtest_logreport(report):
    if report.skipped or hasattr(report, "wasxfail"):
        SKIPPED.append(report.nodeid)


def pytest_collectreport(report):
    if report.skipped:
        SKIPPED.append(report.nodeid)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session):
    if SKIPPED and session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    if not hasattr(session.config, "workerinput"):
        folder = session.config._tmp_path_factory.getbasetemp() / "databases"
        if folder.exists() and "TEMPLATES" not in os.environ:
            Copies(folder).drop_templates()


def pytest_terminal_summary(terminalreporter):
    for name in SKIPPED:
        terminalreporter.write_line(f"SKIPPED, which counts as failed: {name}", red=True)


def shared_folder(tmp_path_factory):
    """One folder for all workers of a run (for all its stages on SQLite): below the base that holds theirs."""
    if given := os.environ.get("TEMPLATES"):
        return Path(given) / "databases"
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "databases"
