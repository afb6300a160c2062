"""Checks that no lock file records where a package was fetched from: everybody installs from the source they have."""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = re.compile(r"https?://|git\+|--(?:extra-)?index-url|--find-links|^-[if]\s", re.MULTILINE)


def problems():
    """One line for each address in a lock file; `funding` in package-lock.json names authors' pages, not a source."""
    files = [
        *ROOT.glob("requirements*.txt"),
        *ROOT.glob("requirements*.in"),
        *ROOT.glob("setup/*.txt"),
        ROOT / ".npmrc",
    ]
    for path in files:
        if path.exists() and ADDRESS.search(path.read_text("utf-8")):
            yield f"{path.relative_to(ROOT)} names an address"
    lock = ROOT / "package-lock.json"
    packages = json.loads(lock.read_text("utf-8"))["packages"] if lock.exists() else {}
    for name, entry in packages.items():
        if "resolved" in entry:
            yield f"package-lock.json: {name} is tied to {entry['resolved']}"
        if name and "integrity" not in entry:
            yield f"package-lock.json: {name} has no hash"


def main():
    """Print what is wrong; 0 when nothing is."""
    found = list(problems())
    print("\n".join(found) or "no addresses")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
