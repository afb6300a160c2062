"""Runs every check of `make lint`, two at a time; says what failed and why, and how long each took."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
# No check may leave a database file behind.
ENVIRONMENT = {**os.environ, "MODE": "test", "DATABASE_URL": "sqlite://:memory:"}
MANAGE = [sys.executable, "manage.py"]

CHECKS = {
    "style (ruff check)": [PROGRAMS / "ruff", "check", "--quiet", "."],
    "format (ruff format)": [PROGRAMS / "ruff", "format", "--check", "--quiet", "--diff", "."],
    "rooms import one way": [PROGRAMS / "lint-imports", "--no-cache"],
    "site starts": [*MANAGE, "check", "--fail-level", "WARNING"],
    "migrations are complete": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "translations are extracted": [sys.executable, "setup/translations.py", "--check"],
    "docs/workflow.md is fresh": [*MANAGE, "draw_workflow", "--check"],
    "lock files name no host": [sys.executable, "setup/hosts.py"],
}


def run(item):
    """One check: its name, whether it passed, what it printed, seconds."""
    name, command = item
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    return name, done.returncode == 0, done.stdout, time.monotonic() - started


def main():
    """0 when everything passed, else 1."""
    failed = []
    with ThreadPoolExecutor(2) as pool:
        for name, passed, output, seconds in pool.map(run, CHECKS.items()):
            print(f"{'ok  ' if passed else 'FAIL'} {name} ({seconds:.1f} s)", flush=True)
            if not passed:
                failed.append(name)
                print(output, flush=True)
    print(f"Lint: {', '.join(failed)} failed." if failed else f"Lint: all {len(CHECKS)} checks passed.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
