"""Python programs and management commands in processes of their own, on the database and media folder given to them."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROLOGUE = "import django\ndjango.setup()\n"
PATIENCE = 120  # seconds
# Forked when Django stands and nothing is connected: it is loaded once, and all begin at the same moment.
SIDE_BY_SIDE = """
import os, sys
folder, times, code = sys.argv[1], int(sys.argv[2]), compile(sys.argv[3], "<side by side>", "exec")
for number in range(times):
    if os.fork() == 0:
        os.dup2(os.open(os.path.join(folder, str(number)), os.O_WRONLY | os.O_CREAT), 1)
        sys.argv[1:] = [str(number)]
        exec(code, {"__name__": "__main__"})
        sys.exit(0)
failed = [os.waitstatus_to_exitcode(os.wait()[1]) for _child in range(times)]
sys.exit(any(failed))
"""


class Failed(AssertionError):
    """A process ended with an error or not in time; says what it printed."""


def environment(**values):
    """What a child gets: this process's variables, test mode, and `values` over them."""
    ours = {"MODE": "test", "DJANGO_SETTINGS_MODULE": "mediation.settings", "PYTHONPATH": str(ROOT)}
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | ours | values


def start(command, **values):
    """A running child, in a process group of its own; what it prints goes to a file, so that it never waits for us."""
    output = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by _close
    child = subprocess.Popen(
        command, cwd=ROOT, env=environment(**values), stdout=output, stderr=subprocess.STDOUT, start_new_session=True
    )
    child.output = output
    return child


def printed(child):
    """What a child has printed until now, also after its end."""
    if child.output.closed:
        return child.printed
    number = child.output.fileno()
    # pread leaves the place where the child writes next alone.
    return os.pread(number, os.fstat(number).st_size, 0).decode("utf-8", "replace")


def _close(child):
    """Keep the text of an ended child and let go of its file."""
    child.printed = printed(child)
    child.output.close()


def finish(child, timeout=PATIENCE):
    """What a child printed; raises Failed when it ends with an error or takes longer than `timeout` seconds."""
    try:
        child.wait(timeout)
        ending = f"Exit code {child.returncode}"
    except subprocess.TimeoutExpired:
        end(child)
        ending = f"No end after {timeout} s"
    _close(child)
    if child.returncode != 0:
        raise Failed(f"{ending}:\n{child.printed}")
    return child.printed


def end(child):
    """Kill a child and everything it started."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def run_python(code, timeout=PATIENCE, **values):
    """What the code prints, run with Django set up: `run_python("print(1)", DATABASE_URL=…)`."""
    return finish(start([sys.executable, "-c", PROLOGUE + code], **values), timeout)


def manage(*arguments, timeout=PATIENCE, **values):
    """What a management command prints: `manage("verify_all", DATABASE_URL=…)`."""
    return finish(start([sys.executable, "manage.py", *arguments], **values), timeout)


class Processes:
    """Children on one database and one media folder; what still runs at the end of the test is killed."""

    def __init__(self, **values):
        self.values = values
        self.children = []

    def start(self, code, *arguments, **values):
        """Start the code in the background, with `arguments` in sys.argv[1:]; see `finish` and `kill`."""
        return self._keep(start([sys.executable, "-c", PROLOGUE + code, *arguments], **{**self.values, **values}))

    def start_manage(self, *arguments, **values):
        """Start a management command in the background."""
        return self._keep(start([sys.executable, "manage.py", *arguments], **{**self.values, **values}))

    def run(self, code, timeout=PATIENCE, **values):
        """What the code prints."""
        return run_python(code, timeout, **{**self.values, **values})

    def manage(self, *arguments, timeout=PATIENCE, **values):
        """What a management command prints."""
        return manage(*arguments, timeout=timeout, **{**self.values, **values})

    def at_once(self, times, code, timeout=PATIENCE, **values):
        """What each of `times` processes printed, run side by side; each finds its number in sys.argv[1]."""
        with tempfile.TemporaryDirectory() as folder:
            finish(self.start(SIDE_BY_SIDE, folder, str(times), code, **values), timeout)
            return [(Path(folder) / str(number)).read_text("utf-8") for number in range(times)]

    def kill(self, child):
        """`kill -9`, as a power cut would."""
        end(child)

    def serve(self, **values):
        """The address of the site, served by the real web server on a free port."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "mediation.wsgi", "--bind", f"127.0.0.1:{port}"]
        command += ["--worker-class", "gthread", "--workers", "1", "--threads", "4", "--log-level", "warning"]
        address = f"http://127.0.0.1:{port}"
        child = self._keep(start(command, **{**self.values, "SITE_ADDRESS": address, **values}))
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return address
            if child.poll() is not None:
                finish(child)
            time.sleep(0.1)
        end(child)
        raise Failed(f"The site did not answer:\n{printed(child)}")

    def end_all(self):
        """Kill what still runs; what each printed is shown beside a test that failed."""
        for child in self.children:
            end(child)
            sys.stdout.write(printed(child))
            _close(child)

    def _keep(self, child):
        self.children.append(child)
        return child
