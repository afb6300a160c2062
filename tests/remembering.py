"""States that were reached by steps once in a run are kept as rows and files, and put back instead of walked again.

A case is still only ever built by the engine's steps (tests/factories.py); what is saved is taking the same thirty steps
in each of hundreds of tests. A state is kept and put back only where nothing but the network stands in the database,
at the hour at which every test begins; any other test walks its own way.
"""

import datetime as dt
import re
from contextlib import contextmanager
from functools import wraps
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection
from django.utils import timezone

WRITES = ("INSERT", "UPDATE", "DELETE")
# Coming in by the staff door leaves these behind; they say nothing of a case.
DOOR = re.compile(
    r'(INSERT INTO|UPDATE|DELETE FROM) "django_session"|UPDATE "accounts_user" SET "last_login" = \S+ WHERE'
)


class Memory:
    """What this process remembers: {(builder, its arguments): (rows, files, the case's id)}."""

    def __init__(self):
        self.states, self.base, self.begins = {}, None, None
        self.watching = self.written = False

    @contextmanager
    def watch(self, begins):
        """During a test: take note of the first row it writes. begins: the hour at which states may be kept."""
        self.watching, self.written, self.begins = True, False, begins
        with connection.execute_wrapper(self._note):
            yield
        self.watching = False

    def _note(self, execute, sql, params, many, context):
        if not self.written and sql.startswith(WRITES) and not DOOR.match(sql):
            self.written = True
        return execute(sql, params, many, context)

    def is_fresh(self):
        """Whether nothing but the network stands here, at the hour at which every test begins."""
        return self.watching and not self.written and timezone.now() == self.begins

    def state(self, build, kind):
        """The case that `build(**kind)` makes, put back where it was made before."""
        if not self.is_fresh():
            return build(**kind)
        key = (build.__name__, repr(sorted(kind.items())))
        if key not in self.states:
            if self.base is None:
                self.base = tables()
            files = set(stored())
            case = build(**kind)
            self.states[key] = (
                self._rows(),
                {path: data for path, data in stored().items() if path not in files},
                case.pk,
            )
        rows, files, pk = self.states[key]
        if not self.written:
            self._put_back(rows, files)
        return apps.get_model("cases.Case").objects.select_related("dispute").get(pk=pk)

    def _rows(self):
        """{model: (columns, its new rows)}; a row of the network that the steps changed is named, and nothing is kept."""
        found = {}
        for model, (columns, rows) in tables().items():
            _columns, known = self.base[model]
            assert known <= rows, f"the steps change rows of {model._meta.label}, which cannot be put back"
            if rows - known:
                found[model] = (columns, sorted(rows - known))
        return found

    def _put_back(self, rows, files):
        with connection.cursor() as cursor:
            for model, (columns, lines) in rows.items():
                names, places = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
                cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', lines)  # noqa: S608
            for statement in connection.ops.sequence_reset_sql(no_style(), list(rows)):
                cursor.execute(statement)
        for path, data in files.items():
            (settings.MEDIA_ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (settings.MEDIA_ROOT / path).write_bytes(data)


MEMORY = Memory()


def tables():
    """{model: (columns, the rows as the database gives them)} of everything but sessions and what never changes."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in ("sessions", "contenttypes") or model._meta.db_table == "auth_permission":
            continue
        with connection.cursor() as cursor:
            columns = [field.column for field in model._meta.local_fields if field.column != "last_login"]
            names = ", ".join(f'"{name}"' for name in columns)
            cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}"')  # noqa: S608
            found[model] = (columns, {tuple(_plain(value) for value in row) for row in cursor.fetchall()})
    return found


def _plain(value):
    """A value as both databases take it back."""
    if isinstance(value, dt.time):
        return value.isoformat()
    return bytes(value) if isinstance(value, memoryview) else value


def stored():
    """{path: bytes} of this test's files."""
    root = Path(settings.MEDIA_ROOT)
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def remembered(build):
    """Let a builder of cases put back what it made before."""

    @wraps(build)
    def built(**kind):
        return MEMORY.state(build, kind)

    return built
