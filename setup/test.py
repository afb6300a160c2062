"""Runs the whole suite: SQLite, PostgreSQL, then the browser tests on SQLite; 0 only when all passed, none skipped.

PostgreSQL gets every test that asks for a database; the others say the same there (marker `once`, tests/conftest.py).
PROOF=1 asks the tests for their full counts and PostgreSQL for its durable settings.
TEST_DATABASE_URL names a PostgreSQL to use instead of a temporary one; its user must be allowed to create databases.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from xml.etree import ElementTree

import psycopg2
from postgres import temporary_postgres

ROOT = Path(__file__).resolve().parent.parent
PROOF = os.environ.get("PROOF") == "1"
PATIENCE = 24 * 3600 if PROOF else 3600  # seconds a stage may take before it counts as hanging
COMMON = [
    "-o",
    f"faulthandler_timeout={7200 if PROOF else 300}",
    "-o",
    "tmp_path_retention_policy=failed",
    "-p",
    "no:cacheprovider",
]
IN_PARALLEL = ["-n", "2"]
# A browser test waits for pages part of the time; whoever is done early takes what the long walks leave undone.
MORE_IN_PARALLEL = ["-n", "3", "--dist", "worksteal"]


def count(report):
    """(passed, not passed) of a JUnit report; (0, 0) when the run died before writing one."""
    if not report.exists():
        return 0, 0
    suite = ElementTree.parse(report).getroot().find("testsuite")  # noqa: S314 -- pytest has just written it
    total, *others = (int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped"))
    return total - sum(others), sum(others)


def stage(name, arguments, address, templates):
    """Run pytest once; return one clause for the summary and whether it passed.

    templates: the folder in which the stages on SQLite leave each other their migrated databases.
    """
    print(f"\n── {name} ──", flush=True)
    environment = {**os.environ, "MODE": "test", "DATABASE_URL": address, "TEMPLATES": templates}
    del environment["TEMPLATES" if address else "DATABASE_URL"]
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", *COMMON, *arguments, f"--junitxml={report}"]
        try:
            code = subprocess.run(command, cwd=ROOT, env=environment, timeout=PATIENCE, check=False).returncode
        except subprocess.TimeoutExpired:
            code = f"no end after {PATIENCE} s"
        passed, others = count(report)
    clause = f"{name}: {passed} passed in {time.monotonic() - started:.0f} s"
    if code != 0:
        clause += f", {others} did not (exit code {code})" if passed or others else f", no result (exit code {code})"
    return clause, code == 0 and passed > 0


@contextlib.contextmanager
def given_postgres(address):
    """The PostgreSQL of TEST_DATABASE_URL, asked once whether it answers."""
    try:
        psycopg2.connect(address).close()
    except psycopg2.OperationalError as problem:
        raise SystemExit(f"TEST_DATABASE_URL does not answer: {problem}") from problem
    yield address


def main():
    """Every stage runs even when an earlier one failed: one run shows everything."""
    given = os.environ.get("TEST_DATABASE_URL")
    with tempfile.TemporaryDirectory() as templates:
        results = [stage("SQLite", [*IN_PARALLEL, "-m", "not browser"], "", templates)]
        with given_postgres(given) if given else temporary_postgres(durable=PROOF) as address:
            results.append(stage("PostgreSQL", [*IN_PARALLEL, "-m", "not browser and not once"], address, templates))
        results.append(stage("browser", [*MORE_IN_PARALLEL, "-m", "browser"], "", templates))
    good = all(passed for _, passed in results)
    verdict = "everything passed, nothing was skipped" if good else "NOT EVERYTHING PASSED"
    print(f"\n{' · '.join(clause for clause, _ in results)} — {verdict}.", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
