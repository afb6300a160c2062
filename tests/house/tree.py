"""The project's own files, parsed once, and how a guard names what it found."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("encryption", "notices", "accounts", "organizations", "parties", "documents", "cases", "intake", "portal")
ROOMS += ("reports", "mediation")
THINGS = {"case", "dispute", "agreement", "handover", "confirmation", "thing"}  # what a step moves
INSTALLED = {".git", ".venv", "node_modules", "var", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis"}


@cache
def files():
    """Every file that belongs to the project, ignored ones left out, as paths relative to the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        found = (Path(name) for name in listed.stdout.split("\0") if name)
    else:  # an archive without its history
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if not INSTALLED & set(path.parts))
    return sorted(path for path in found if (ROOT / path).is_file())


@cache
def text(path):
    """The file's text; None when it is not text."""
    try:
        return (ROOT / path).read_text("utf-8")
    except UnicodeDecodeError:
        return None


@cache
def tree(path):
    """The syntax tree of a Python file."""
    return ast.parse(text(path), filename=str(path))


def python(*, tests=False):
    """Python files without migrations; with `tests` the tests as well."""
    for path in files():
        if path.suffix == ".py" and "migrations" not in path.parts and (tests or path.parts[0] != "tests"):
            yield path


def in_rooms(*rooms):
    """Python files of the rooms named, all of them when none is."""
    return [path for path in python() if path.parts[0] in (rooms or ROOMS)]


def nodes(path, *kinds):
    """Every syntax node of these kinds in a file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, kinds))


def found(path, node, what):
    """One line of a guard's complaint."""
    return f"{path}:{node.lineno} {what}"


def last_name(node):
    """The last word of a dotted expression: `self.case` gives case, `case` gives case, anything else the empty text."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def called(node):
    """The last word of what a call calls: `forms.register(…)` gives register."""
    return last_name(node.func)
