"""What the tests themselves stand on: nothing skipped counts as passed, the clock stands, each copy is its own."""

import datetime
import subprocess
import sys

import pytest
from django.conf import settings
from django.utils import timezone

from tests.conftest import NOW
from tests.processes import ROOT, Failed, environment

SKIPPED_IN_FOUR_WAYS = """
import pytest

@pytest.mark.skip
def test_marked(): pass

def test_called(): pytest.skip("later")

@pytest.mark.xfail
def test_failing_as_foreseen(): assert False

@pytest.mark.xfail
def test_passing_unforeseen(): pass
"""


def outcome(folder, **modules):
    """Exit code and output of the project's pytest on files with this code."""
    for name, code in modules.items():
        (folder / f"{name}.py").write_text(code, "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider"]
    command += ["-c", ROOT / "pyproject.toml", "--rootdir", folder, folder]
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


@pytest.mark.once
def test_a_skipped_test_fails_the_run_however_it_was_skipped(tmp_path):
    whole_module = "import pytest\nnothing = pytest.importorskip('a_module_nobody_has')\n"
    exit_code, output = outcome(tmp_path, test_four=SKIPPED_IN_FOUR_WAYS, test_fifth=whole_module)
    assert exit_code == 1, output
    assert output.count("SKIPPED, which counts as failed: ") == 5, output


@pytest.mark.once
def test_a_passed_test_passes_the_run(tmp_path):
    exit_code, output = outcome(tmp_path, test_one="def test_a(): pass\n")
    assert exit_code == 0, output


def test_the_clock_stands_until_it_is_moved(clock):
    assert timezone.now() == timezone.now() == NOW
    clock.move_to(datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC))
    assert timezone.now().year == 2027


def test_no_file_of_a_test_leaves_its_own_folder(media, tmp_path):
    assert media == settings.MEDIA_ROOT
    assert media.is_relative_to(tmp_path)


WRITE = """
from accounts.models import User
User.objects.create_user("somebody", name="某人", kind="staff")
"""
READ = """
from accounts.models import User
print(User.objects.filter(username="somebody").count())
"""


def test_each_database_copy_is_its_own(processes, database_copies):
    processes.run(WRITE)
    assert processes.run(READ) == "1\n"
    assert processes.run(READ, DATABASE_URL=database_copies()) == "0\n"


def test_a_database_copy_is_of_the_kind_the_suite_runs_on(processes):
    code = "from django.db import connection\nprint(connection.vendor)"
    assert processes.run(code).strip() in settings.DATABASES["default"]["ENGINE"]


def test_processes_run_side_by_side_and_each_knows_its_number(processes):
    assert processes.at_once(3, "import sys\nprint(sys.argv[1])") == ["0\n", "1\n", "2\n"]


def test_one_that_fails_side_by_side_fails_the_test_and_says_why(processes):
    with pytest.raises(Failed, match="the reason"):
        processes.at_once(3, "import sys\nif sys.argv[1] == '1':\n    raise ValueError('the reason')")


def test_a_process_that_fails_says_what_it_printed(processes):
    with pytest.raises(Failed, match="the reason"):
        processes.run("raise SystemExit('the reason')")


def test_a_process_that_hangs_is_ended(processes):
    with pytest.raises(Failed, match="No end after 3 s"):
        processes.run("import time\ntime.sleep(60)", timeout=3)


def test_a_killed_process_is_gone(processes):
    child = processes.start("import time\ntime.sleep(60)")
    processes.kill(child)
    assert child.returncode == -9


@pytest.mark.browser
def test_the_browser_opens_the_site_without_an_error(processes, chromium):
    complaints = []
    with chromium.new_context(locale="zh-CN") as window:
        page = window.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("requestfailed", lambda request: complaints.append(request.url))
        page.goto(processes.serve())
        assert complaints == []
        assert page.locator("html").get_attribute("lang").lower() == "zh-hans"
