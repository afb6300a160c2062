"""Runs the benchmarks: `python -m bench` all of them, `python -m bench pdf` one; each is a module with a `main()`.

Every benchmark runs in a process of its own, so that none warms or burdens the next, on a migrated database of its own:
the one DATABASE_URL names, else an SQLite file in a temporary folder. Figures go to standard output.
"""

import importlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def names():
    """Every module of bench/ with a `main()`, in order of its name; the others are what these build on."""
    modules = sorted((ROOT / "bench").glob("[!_]*.py"))
    return [path.stem for path in modules if "\ndef main(" in path.read_text("utf-8")]


def run_here(name):
    """Run one benchmark in this process."""
    import django

    django.setup()
    importlib.import_module(f"bench.{name}").main()


def run_each(chosen):
    """Run the chosen benchmarks one after the other; return how many failed."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        environment = {"MODE": "test", "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3", **os.environ}
        environment["MEDIA_ROOT"] = f"{folder}/media"
        migrate = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, cwd=ROOT, env=environment, check=True)
        for name in chosen:
            print(f"\n── {name} ──", flush=True)
            started = time.monotonic()
            command = [sys.executable, "-m", "bench", "--here", name]
            code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
            failed += code != 0
            print(
                f"({'done' if code == 0 else f'FAILED, exit code {code}'} in {time.monotonic() - started:.1f} s)",
                flush=True,
            )
    return failed


def main(arguments):
    """Understand the command line; the exit code says whether a benchmark failed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediation.settings")
    if arguments[:1] == ["--here"]:
        run_here(arguments[1])
        return 0
    unknown = set(arguments) - set(names())
    if unknown:
        raise SystemExit(
            f"There is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(names()) or 'none'}."
        )
    return 1 if run_each(arguments or names()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
