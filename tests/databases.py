"""Fresh migrated databases for tests that start processes or a browser, copied from a template made once a run.

Such tests commit for good, and the append-only triggers rightly refuse a flush: so each gets a database of its own.
SQLite: the template is a file, a copy is a file copy. PostgreSQL: `CREATE DATABASE … TEMPLATE …`.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import time
import uuid
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
from psycopg2 import sql

from tests.processes import manage


class SQLite:
    """Databases that are files in one folder."""

    def __init__(self, folder):
        self.folder = folder

    def address(self, name):
        return f"sqlite:///{self.folder / name}.sqlite3"

    def create(self, name):
        """Nothing to do: the first connection makes the file."""

    def settle(self, name):
        """Bring everything from the write-ahead log into the one file that is copied."""
        with closing(sqlite3.connect(self.folder / f"{name}.sqlite3")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy(self, template, name):
        shutil.copyfile(self.folder / f"{template}.sqlite3", self.folder / f"{name}.sqlite3")

    @contextmanager
    def beginning(self, template, connection):
        """The database in memory that Django's test runner is about to open is filled, and held open meanwhile."""
        name = connection.creation._get_test_db_name()
        with closing(sqlite3.connect(name, uri=True)) as memory:
            with closing(sqlite3.connect(self.folder / f"{template}.sqlite3")) as migrated:
                migrated.backup(memory)
            yield

    def drop(self, name):
        for path in self.folder.glob(f"{name}.sqlite3*"):
            path.unlink()


class PostgreSQL:
    """Databases on the server that DATABASE_URL names."""

    def __init__(self, server):
        self.server = server

    def address(self, name):
        return urlsplit(self.server)._replace(path=f"/{name}").geturl()

    def create(self, name):
        self._execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def settle(self, name):
        """Nothing to do: what is committed is there."""

    def copy(self, template, name):
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        for attempt in range(50):
            try:
                self._execute(statement)
                return
            except psycopg2.errors.ObjectInUse:  # the other test worker copies at this moment
                if attempt == 49:
                    raise
                time.sleep(0.1)

    @contextmanager
    def beginning(self, template, connection):
        """Django's test runner makes its database from a copy of this process's own: it does not wait for others."""
        own = f"{template}_{os.getpid()}"
        self.drop(own)
        self.copy(template, own)
        connection.settings_dict["TEST"]["TEMPLATE"] = own
        yield
        self.drop(own)

    def drop(self, name):
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _execute(self, statement):
        with closing(psycopg2.connect(self.server)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []


class Copies:
    """Hands out copies; `folder` is shared by all test workers of one run, and names its templates."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(exist_ok=True)
        server = os.environ.get("DATABASE_URL", "")
        self.engine = PostgreSQL(server) if server.startswith("postgres") else SQLite(self.folder)
        self.handed_out = []

    def new(self, *commands, media=None):
        """The DATABASE_URL of a fresh copy, migrated and with the management commands given already run on it.

        `new("load_network sanya")` costs the loading once a run and a copy (some 50 ms) each further time.
        Files that the commands left behind are copied into the folder `media`.
        """
        template = self._template(commands)
        name = f"copy_{uuid.uuid4().hex}"
        self.engine.copy(template, name)
        self.handed_out.append(name)
        if media is not None and self._media(template).exists():
            shutil.copytree(self._media(template), media, dirs_exist_ok=True)
        return self.engine.address(name)

    def beginning(self, connection):
        """While entered, the database that Django's test runner makes on this connection begins migrated."""
        return self.engine.beginning(self._template(()), connection)

    def drop_handed_out(self):
        while self.handed_out:
            self.engine.drop(self.handed_out.pop())

    def drop_templates(self):
        for name in self._listed():
            self.engine.drop(name)

    def _template(self, commands):
        name = self._name(commands)
        with self._alone():
            if name not in self._listed():
                self._make(name, commands)
        return name

    def _make(self, name, commands):
        """A template with commands run on it begins as a copy of the bare one: migrating takes longest."""
        bare = self._name(()) if commands else ""
        if bare and bare not in self._listed():
            self._make(bare, ())
        self.engine.drop(name)
        if bare:
            self.engine.copy(bare, name)
        else:
            self.engine.create(name)
        place = {"DATABASE_URL": self.engine.address(name), "MEDIA_ROOT": str(self._media(name))}
        for command in commands or ["migrate --verbosity 0"]:
            manage(*command.split(), **place)
        self.engine.settle(name)
        with (self.folder / "templates").open("a", encoding="ascii") as listed:
            listed.write(f"{name}\n")

    def _name(self, commands):
        digest = hashlib.sha256(f"{self.folder} {commands}".encode()).hexdigest()[:16]
        return f"template_{digest}"

    def _media(self, template):
        return self.folder / f"{template}.media"

    def _listed(self):
        path = self.folder / "templates"
        return path.read_text("ascii").split() if path.exists() else []

    @contextmanager
    def _alone(self):
        """Let one test worker at a time look for, and make, a template."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
