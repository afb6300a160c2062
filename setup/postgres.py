"""Starts a PostgreSQL of our own in a temporary folder, runs one command with DATABASE_URL set to it, and removes it.

Usage: setup/postgres.py [--durable] command …

PostgreSQL refuses to run as root, so root hands it to `postgres` or `nobody`. It listens on a socket in a folder that
nobody else can enter and trusts whoever comes through it. Without --durable it skips what only a power cut would need.
"""

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

SOCKET_PATH_LIMIT = 100  # bytes; the kernel allows 107 for folder and name together
FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
SETTINGS = ["listen_addresses=", "max_connections=200", "shared_buffers=128MB", "logging_collector=off"]
PR_SET_PDEATHSIG = 1


def programs():
    """The folder that holds initdb and postgres, of the newest version installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    if elsewhere:
        return Path(elsewhere).resolve().parent
    raise SystemExit("PostgreSQL's initdb was not found: install the package postgresql, or set TEST_DATABASE_URL.")


def owner():
    """Keyword arguments for subprocess that leave root behind; empty when we are not root."""
    if os.getuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise SystemExit("PostgreSQL refuses to run as root and there is neither a user postgres nor nobody.")


def stop_with_parent():
    """In the child: be told to stop at once when the parent is killed, so that no server is left behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def private_folder(who):
    """A new folder that only the server's user can enter, with a path short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    if len(os.fsencode(folder)) > SOCKET_PATH_LIMIT - len(".s.PGSQL.5432"):
        folder.rmdir()
        raise SystemExit(f"{folder} is too long for a socket: set TMPDIR to a shorter path.")
    if who:
        os.chown(folder, who["user"], who["group"])
    return folder


def initialise(binaries, folder, who):
    """Make the data folder: UTF-8, sorted by code point, socket only."""
    subprocess.run(
        [binaries / "initdb", "--pgdata", folder / "data", "--username", "mediation", "--no-sync", "--no-instructions"]
        + ["--encoding", "UTF8", "--locale", "C.UTF-8", "--auth-local", "trust", "--auth-host", "reject"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        check=True,
        **who,
    )


def wait_until_ready(binaries, folder, server, seconds=30):
    """Return when the server answers; raises SystemExit with its log when it ends or stays silent."""
    deadline = time.monotonic() + seconds
    question = [binaries / "pg_isready", "--quiet", "--host", folder, "--username", "mediation", "--dbname", "postgres"]
    while time.monotonic() < deadline and server.poll() is None:
        if subprocess.run(question, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise SystemExit("PostgreSQL did not start:\n" + (folder / "log").read_text("utf-8", "replace"))


@contextlib.contextmanager
def temporary_postgres(*, durable=False):
    """Yield the DATABASE_URL of a server of our own; it is gone afterwards, whatever happened."""
    binaries = programs()
    who = owner()
    folder = private_folder(who)
    server = None
    try:
        initialise(binaries, folder, who)
        options = [*SETTINGS, f"unix_socket_directories={folder}", *([] if durable else FAST)]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [binaries / "postgres", "-D", folder / "data", *(part for line in options for part in ("-c", line))],
                cwd=folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=stop_with_parent,
                **who,
            )
        wait_until_ready(binaries, folder, server)
        subprocess.run([binaries / "createdb", "-h", folder, "-U", "mediation", "mediation"], check=True)
        yield f"postgres://mediation@/mediation?host={quote(str(folder), safe='')}"
    finally:
        if server is not None:
            # Nothing is worth saving: SIGQUIT ends every session at once.
            server.send_signal(signal.SIGQUIT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(10)
            if server.poll() is None:
                server.kill()
                server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments):
    """Run the command line given; its exit code is ours."""
    durable = arguments[:1] == ["--durable"]
    command = arguments[durable:]
    if not command:
        raise SystemExit("Usage: setup/postgres.py [--durable] command …")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with temporary_postgres(durable=durable) as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
