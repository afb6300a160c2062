"""Runs the web server and the worker together until Ctrl-C; when one of them ends, the other is stopped too.

Usage: setup/serve.py --port 8000           serve until Ctrl-C
       setup/serve.py --port 8000 --check   only say whether the port is free
"""

import argparse
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PATIENCE = 20  # seconds for a running request or task to finish
PR_SET_PDEATHSIG = 1


def commands(port):
    """What is run, by the name shown when it ends."""
    gunicorn = [
        sys.executable,
        "-m",
        "gunicorn",
        "mediation.wsgi",
        "--bind",
        f"{HOST}:{port}",
        "--log-level",
        "warning",
    ]
    return {
        "web server": [*gunicorn, "--worker-class", "gthread", "--workers", "2", "--threads", "4"],
        "worker": [sys.executable, "manage.py", "work"],
    }


def refuse_busy_port(port):
    """Raise SystemExit when somebody listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as problem:
            advice = f"Port {port} on {HOST} cannot be used ({problem.strerror}). Choose another: PORT={port + 1}"
            raise SystemExit(advice) from None


def stop_with_parent():
    """In the child: be asked to end when this program is killed, so that nothing is left behind."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command):
    """Start one child in a session of its own: Ctrl-C reaches only this program, which passes it on once."""
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, preexec_fn=stop_with_parent)


def stop(children):
    """Ask every child to finish, wait, and end those that do not."""
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + PATIENCE
    for name, child in children.items():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            sys.stderr.write(f"The {name} did not finish within {PATIENCE} seconds and was ended.\n")
            child.kill()
            child.wait()


def wait_for_the_page(children, port, seconds=30):
    """Return True when the web server accepts connections, False when a child ended first or it took too long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and all(child.poll() is None for child in children.values()):
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex((HOST, port)) == 0:
                return True
        time.sleep(0.1)
    return False


def serve(port):
    """Run until a signal (returns 0) or until a child ends by itself (returns 1)."""
    stopping = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: stopping.append(received))
    children = {}
    try:
        for name, command in commands(port).items():
            children[name] = start(command)
        if wait_for_the_page(children, port):
            print(f"Serving on {os.environ.get('SITE_ADDRESS', f'http://{HOST}:{port}')} (Ctrl-C stops).", flush=True)
        while not stopping:
            for name, child in children.items():
                if child.poll() is not None:
                    sys.stderr.write(f"The {name} ended by itself (exit code {child.returncode}): stopping the rest.\n")
                    return 1
            time.sleep(0.2)
        print("Stopping …", flush=True)
        return 0
    finally:
        stop(children)


def main():
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    refuse_busy_port(options.port)
    return 0 if options.check else serve(options.port)


if __name__ == "__main__":
    sys.exit(main())
