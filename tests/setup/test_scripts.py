"""The scripts that install, serve and start PostgreSQL: what they promise the person at the terminal."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.processes import ROOT, environment

pytestmark = pytest.mark.once


def run(*command, **options):
    return subprocess.run(
        [sys.executable, *map(str, command)], capture_output=True, text=True, check=False, timeout=60, **options
    )


@pytest.fixture
def elsewhere(tmp_path):
    """A folder with copies of the set-up scripts, whose var/ and lock files are its own."""
    shutil.copytree(ROOT / "setup", tmp_path / "copy" / "setup", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "copy"


# --- keys --------------------------------------------------------------------
def test_the_demo_keys_are_made_once_and_only_their_owner_reads_them(elsewhere):
    run(elsewhere / "setup/environment.py")
    file = elsewhere / "var/demo.env"
    first = file.read_text("ascii")
    assert file.stat().st_mode & 0o777 == 0o600
    assert "SECRET_KEY=" in first
    assert ",index:" in first
    assert "DEMO_PASSWORD=" in first
    run(elsewhere / "setup/environment.py")
    assert file.read_text("ascii") == first


def test_no_new_keys_are_made_for_a_database_that_needs_the_old_ones(elsewhere):
    (elsewhere / "var").mkdir()
    (elsewhere / "var/mediation.sqlite3").write_text("something")
    done = run(elsewhere / "setup/environment.py")
    assert done.returncode == 1
    assert "Put var/demo.env back" in done.stderr
    assert not (elsewhere / "var/demo.env").exists()


# --- lock files --------------------------------------------------------------
@pytest.mark.parametrize("line", ["--index-url https://example.invalid/simple", "a @ git+ssh://example.invalid/a"])
def test_a_lock_file_that_names_a_source_is_refused(elsewhere, line):
    (elsewhere / "requirements.txt").write_text(line)
    done = run(elsewhere / "setup/hosts.py")
    assert done.returncode == 1
    assert "requirements.txt names an address" in done.stdout


def test_lock_files_without_a_source_pass(elsewhere):
    shutil.copyfile(ROOT / "package-lock.json", elsewhere / "package-lock.json")
    shutil.copyfile(ROOT / "requirements.txt", elsewhere / "requirements.txt")
    assert run(elsewhere / "setup/hosts.py").returncode == 0


# --- packages ----------------------------------------------------------------
def test_an_unknown_group_of_packages_is_named():
    done = subprocess.run([ROOT / "setup/system.sh", "nonsense"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "unknown group “nonsense”" in done.stderr


def test_a_python_that_is_not_there_is_named(elsewhere):
    values = {**os.environ, "PYTHON": "python-of-nowhere"}
    command = [elsewhere / "setup/system.sh", "run"]
    done = subprocess.run(command, cwd=elsewhere, env=values, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "There is no python-of-nowhere. Say which Python to use" in done.stderr


# --- PostgreSQL --------------------------------------------------------------
def test_a_postgresql_of_our_own_is_gone_afterwards_and_the_exit_code_is_passed_on():
    done = run(
        ROOT / "setup/postgres.py", sys.executable, "-c", "import os; print(os.environ['DATABASE_URL']); exit(7)"
    )
    assert done.returncode == 7
    folder = done.stdout.strip().split("host=")[1].replace("%2F", "/")
    assert Path(folder).name.startswith("postgres-")
    assert not Path(folder).exists()


# --- serving -----------------------------------------------------------------
@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def served(port, database_copy, media):
    """setup/serve.py, running; its process and its port."""
    values = environment(DATABASE_URL=database_copy, MEDIA_ROOT=str(media), PYTHONUNBUFFERED="1")
    server = subprocess.Popen(
        [sys.executable, ROOT / "setup/serve.py", "--port", str(port)],
        env=values,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert "Serving on" in server.stdout.readline()
    yield server, port
    server.kill()
    server.communicate()


def children(server):
    """The process numbers of what it started."""
    return [int(number) for number in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()]


def gone(number):
    """Whether a process has ended, waiting up to 20 seconds; one that nobody has collected yet counts."""
    for _ in range(200):
        try:
            if Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.1)
    return False


def test_a_busy_port_is_named_before_anything_is_done(port):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", port))
        busy.listen()
        done = run(ROOT / "setup/serve.py", "--port", port, "--check")
    assert done.returncode == 1
    assert f"Port {port} on 127.0.0.1 cannot be used" in done.stderr
    assert f"PORT={port + 1}" in done.stderr


@pytest.mark.processes
def test_ctrl_c_stops_web_server_and_worker(served):
    server, _port = served
    started = children(server)
    assert len(started) == 2
    server.send_signal(signal.SIGINT)
    assert server.wait(30) == 0
    assert all(gone(number) for number in started)


@pytest.mark.processes
def test_when_the_worker_ends_the_web_server_is_stopped_too(served):
    server, _port = served
    web, worker = children(server)
    os.kill(worker, signal.SIGKILL)
    assert server.wait(30) == 1
    assert "The worker ended by itself" in server.stdout.read()
    assert gone(web)


@pytest.mark.processes
def test_when_serving_is_killed_nothing_is_left_behind(served):
    server, _port = served
    started = children(server)
    server.kill()
    server.wait()
    assert all(gone(number) for number in started)
