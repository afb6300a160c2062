"""The house rules that a machine can check, over the whole tree; docs/decisions/ says why each stands."""

import ast
import re

import pytest

from tests.house.tree import (
    ROOMS,
    THINGS,
    called,
    files,
    found,
    in_rooms,
    last_name,
    nodes,
    python,
    text,
    tree,
)

pytestmark = pytest.mark.once

NAMELESS = {"utils", "util", "helpers", "helper", "services", "core", "common", "managers", "misc"}
LINES_A_FILE = 400
LINES_A_FUNCTION = 60
WRITES = {"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def none(wrong, advice):
    """Fail with every place named, and what to do there."""
    assert not wrong, "\n".join([advice, *map(str, wrong)])


# --- names and sizes ---------------------------------------------------------
def test_a_module_is_named_for_its_topic():
    wrong = [path for path in python(tests=True) if NAMELESS & {*path.parts[:-1], path.stem}]
    none(wrong, "Name it for what lives there.")


def test_no_file_has_more_than_400_lines():
    suffixes = {".py", ".html", ".js", ".css", ".sh"}
    measured = {path: text(path).count("\n") for path in files() if path.suffix in suffixes and not skips_size(path)}
    wrong = [f"{path} has {lines} lines" for path, lines in measured.items() if lines > LINES_A_FILE]
    none(wrong, "Split it by topic.")


def skips_size(path):
    return path.parts[0] == "tests" or "migrations" in path.parts


def test_no_function_has_more_than_60_lines():
    wrong = [
        found(path, node, f"{node.name} has {node.end_lineno - node.lineno + 1} lines")
        for path in python()
        for node in nodes(path, *FUNCTIONS)
        if node.end_lineno - node.lineno + 1 > LINES_A_FUNCTION
    ]
    none(wrong, "Give a part of it a name.")


def test_every_module_opens_by_saying_what_lives_there():
    wrong = [path for path in python(tests=True) if text(path).strip() and not ast.get_docstring(tree(path))]
    none(wrong, "Open it with one sentence.")


def test_every_test_is_named_by_a_sentence():
    wrong = [
        found(path, node, node.name)
        for path in python(tests=True)
        if path.parts[0] == "tests"
        for node in nodes(path, *FUNCTIONS)
        if node.name.startswith("test_") and len(node.name.split("_")) < 4
    ]
    none(wrong, "A test's name says what holds: test_a_mediator_cannot_seal_the_agreement.")


# --- one writer --------------------------------------------------------------
def test_nothing_listens_to_signals():
    wrong = [
        found(path, node, "imports signals")
        for path in in_rooms()
        for node in nodes(path, ast.Import, ast.ImportFrom)
        if any(name == "django.dispatch" or name.endswith(".signals") for name in imported(node))
    ]
    none(wrong, "What a step does stands in the step.")


def imported(node):
    """The dotted names an import statement brings in."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    module = node.module or ""
    return [module, *(f"{module}.{alias.name}" for alias in node.names)]


def test_saving_a_row_does_nothing_else():
    wrong = [
        found(path, node, f"defines {node.name}")
        for path in in_rooms()
        for node in nodes(path, *FUNCTIONS)
        if node.name == "save"
    ]
    none(wrong, "Nothing happens in save().")


def test_views_and_forms_write_no_rows():
    wrong = [
        found(path, node, f".{node.func.attr}(")
        for path in in_rooms()
        if any(part.removesuffix(".py").startswith(("views", "forms")) for part in path.parts)
        for node in nodes(path, ast.Call)
        if writes(node)
    ]
    none(wrong, "A view fetches, checks a form, makes one call, redirects.")


def writes(call):
    """Whether the call looks like a write of the ORM; a dictionary's update() takes no keywords here."""
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr.removeprefix("a") if call.func.attr.startswith("a") else call.func.attr
    return name in WRITES or (name == "update" and bool(call.keywords))


def steps():
    """The names of all steps: what is decorated with `step` or `transition` in cases/."""
    names = set()
    for path in in_rooms("cases"):
        for node in nodes(path, *FUNCTIONS):
            decorators = {called(d) if isinstance(d, ast.Call) else last_name(d) for d in node.decorator_list}
            if decorators & {"step", "transition"}:
                names.add(node.name)
    return names


def test_only_the_engine_takes_a_step():
    names = steps()
    assert names, "No step was found: does the decorator still bear the name `step`?"
    wrong = [
        found(path, node, f"calls {node.func.attr}()")
        for path in python(tests=True)
        if path.as_posix() != "cases/engine.py"
        for node in nodes(path, ast.Call)
        if isinstance(node.func, ast.Attribute)
        and node.func.attr in names
        and last_name(node.func.value) in things(path)
    ]
    none(wrong, "Take the step with engine.take().")


def things(path):
    """What the things a step moves are called in this file; a step may not call the next one on itself either."""
    return THINGS | ({"self"} if path.parts[0] == "cases" else set())


def test_only_the_engine_writes_a_state():
    wrong = [
        found(path, node, "writes .state")
        for path in python(tests=True)
        if path.as_posix() != "cases/engine.py"
        for node in nodes(path, ast.Assign, ast.AnnAssign, ast.AugAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Attribute) and target.attr == "state" and last_name(target.value) in things(path)
    ]
    wrong += [
        found(path, node, ".update(state=…)")
        for path in in_rooms("cases", "intake", "portal", "reports")
        if path.as_posix() != "cases/engine.py"
        for node in nodes(path, ast.Call)
        if called(node) == "update" and any(keyword.arg == "state" for keyword in node.keywords)
    ]
    none(wrong, "States move by engine.take() only.")


def test_views_are_functions():
    wrong = [
        found(path, node, node.name)
        for path in in_rooms()
        if path.stem.startswith("views") or "views" in path.parts
        for node in nodes(path, ast.ClassDef)
        if any(last_name(base).endswith(("View", "Mixin")) for base in node.bases)
    ]
    none(wrong, "Fetch, form, one call, redirect.")


# --- law, money, kinds -------------------------------------------------------
KINDS = {"kind", "regime", "dispute_type", "paper"}
USERS = {"STAFF", "PARTY", "SYSTEM"}  # User.Kind: which door somebody enters by; there will be no fourth entry to add
EXPLAINED = "Kinds are entries with fields: ask a field of the entry."


def test_nothing_branches_on_a_kind():
    wrong = [
        found(path, compare, "compares a kind")
        for path in in_rooms()
        for condition in conditions(path)
        for compare in ast.walk(condition)
        if isinstance(compare, ast.Compare) and isinstance(compare.ops[0], ast.Eq | ast.NotEq | ast.In | ast.NotIn)
        if last_name(compare.left) in KINDS and is_constant(compare.comparators[0])
    ]
    matched = ((path, node) for path in in_rooms() for node in nodes(path, ast.Match))
    wrong += [found(path, node, "matches a kind") for path, node in matched if last_name(node.subject) in KINDS]
    none(wrong, EXPLAINED)


def conditions(path):
    """The conditions of every `if`, `elif`, `while` and conditional expression in a file."""
    return [node.test for node in nodes(path, ast.If, ast.IfExp, ast.While)]


def is_constant(node):
    """Whether a value is written out in the code: "village", Kind.VILLAGE, a tuple or set of such."""
    if isinstance(node, ast.Tuple | ast.Set | ast.List):
        return all(is_constant(element) for element in node.elts)
    if isinstance(node, ast.Attribute):
        return node.attr.isupper() and node.attr not in USERS
    return isinstance(node, ast.Constant)


def test_no_template_branches_on_a_kind():
    branch = re.compile(r"{%\s*(?:if|elif)\b[^%]*\b(?:kind|regime|dispute_type|paper)\s*(?:==|!=|\bin\b)")
    none(in_templates(branch), EXPLAINED)


def test_dates_of_law_come_from_the_deadlines():
    wrong = [
        found(path, node, "adds days by hand")
        for path in in_rooms("cases")
        if path.stem not in {"calendar", "deadlines"}
        for node in nodes(path, ast.BinOp)
        if isinstance(node.op, ast.Add) and any(adds_days(side) for side in (node.left, node.right))
    ]
    none(wrong, "The first day is not counted and the last rolls over holidays: ask cases/deadlines.py.")


def adds_days(node):
    if not (isinstance(node, ast.Call) and called(node) == "timedelta"):
        return False
    return bool(node.args) or any(keyword.arg in {"days", "weeks"} for keyword in node.keywords)


def test_money_is_never_a_float():
    wrong = [
        found(path, node, "FloatField")
        for path in in_rooms()
        for node in nodes(path, ast.Call)
        if called(node) == "FloatField"
    ]
    none(wrong, "DecimalField, or whole cents.")


# --- pages -------------------------------------------------------------------
def templates():
    """The templates of the pages; those of the legal papers become PDFs and carry their own style."""
    return [path for path in files() if path.suffix in {".html", ".svg"} and "templates" in path.parts]


def in_templates(pattern):
    """Where a pattern occurs in the pages' templates."""
    return [
        f"{path}:{text(path)[: match.start()].count(chr(10)) + 1} {match.group(0)[:60]}"
        for path in templates()
        for match in pattern.finditer(text(path))
    ]


def test_no_template_holds_a_script_or_a_style():
    inline = re.compile(
        r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:|<script\b(?![^>]*(?:\bsrc\s*=|application/json))",
        re.IGNORECASE,
    )
    none(in_templates(inline), "The content security policy forbids it: static/ is the place.")


# --- tests -------------------------------------------------------------------
def our_tests():
    return [path for path in python(tests=True) if path.parts[0] == "tests"]


def test_no_test_replaces_code_of_ours():
    wrong = []
    for path in our_tests():
        for node in nodes(path, ast.Import, ast.ImportFrom):
            if {name.split(".")[-1] for name in imported(node)} & {"mock", "pytest_mock", "MagicMock"}:
                wrong.append(found(path, node, "imports mocks"))
        for node in nodes(path, ast.Call):
            if called(node) in {"setattr", "delattr"} and last_name(getattr(node.func, "value", None)) == "monkeypatch":
                wrong.append(found(path, node, "monkeypatch.setattr"))
        for node in nodes(path, *FUNCTIONS):
            if "mocker" in {argument.arg for argument in node.args.args}:
                wrong.append(found(path, node, "mocker"))
    none(wrong, "Test the real thing; replace only what stands outside, by a setting.")


def test_no_test_is_skipped():
    wrong = [
        found(path, node, node.attr)
        for path in our_tests()
        for node in nodes(path, ast.Attribute)
        if node.attr in {"skip", "skipif", "xfail", "importorskip"} and last_name(node.value) in {"pytest", "mark"}
    ]
    none(wrong, "A test passes or fails.")


# --- what is committed -------------------------------------------------------
def test_no_file_names_a_source_of_packages_or_somebodys_folders():
    # Put together here, so that this file does not name them either.
    hosts = ["pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "mirror", "yarn" + "pkg.com"]
    hosts += ["tsinghua" + ".edu", "deb." + "debian.org", "mirrors." + "aliyun", "crates" + ".io"]
    places = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/", "/t" + "mp/", "/opt/" + "wheels"]
    wrong = [
        f"{path}: {word}" for path in files() if text(path) is not None for word in hosts + places if word in text(path)
    ]
    none(wrong, "Installing uses the source one has; paths come from settings.")


def test_what_others_made_is_installed_and_not_committed():
    fonts = (".ttf", ".otf", ".ttc", ".woff", ".woff2")
    made = (".min.js", ".min.css", ".map", ".whl", ".mo", ".pyc", ".sqlite3")
    none([path for path in files() if path.name.endswith(fonts + made)], "setup/ fetches or makes it.")


def test_the_guards_look_at_every_room():
    rooms = {path.parts[0] for path in python() if len(path.parts) > 1}
    none(rooms - {*ROOMS, "setup", "bench"}, "Add the new room to tests/house/tree.py.")
