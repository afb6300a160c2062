"""Conditions on cases as SQL with parameters: what scopes, views, filters and searches are put together from.

A list asks the same few conditions on every page; written out, they cost nothing to build (performance reference § 2).
The ORM's filter() takes one as well, on a query whose own table is the one the condition names.
"""

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL


@dataclass(frozen=True)
class Condition:
    """One condition: SQL that names whole columns (`cases_case.state = %s`), and its parameters."""

    sql: str
    params: tuple = ()
    conditional: ClassVar[bool] = True  # by which the ORM knows a condition

    def __and__(self, other):
        if other is ALWAYS:
            return self
        if self is ALWAYS:
            return other
        return self._joined(other, "AND") if isinstance(other, Condition) else Q(self) & other

    def __or__(self, other):
        return self._joined(other, "OR") if isinstance(other, Condition) else Q(self) | other

    def __invert__(self):
        # What is unknown (a case without a mediator) is not so either.
        return Condition(f"({self.sql}) IS NOT TRUE", self.params)

    def _joined(self, other, word):
        return Condition(f"({self.sql} {word} {other.sql})", self.params + other.params)

    def copy(self):
        """The ORM asks for one; a condition never changes."""
        return self

    def resolve_expression(self, query=None, **kwargs):
        """The condition as the ORM compiles it."""
        return RawSQL(self.sql, adapted(self.params), BooleanField()).resolve_expression(query, **kwargs)


ALWAYS, NEVER = Condition("1 = 1"), Condition("1 = 0")


def among(column, values):
    """The column is one of these."""
    values = tuple(values)
    return Condition(f"{column} IN ({marks(values)})", values) if values else NEVER


def marks(values):
    """A place in the SQL for each of them."""
    return ", ".join(["%s"] * len(values))


def any_of(conditions):
    """One of them holds."""
    found = NEVER
    for condition in conditions:
        found = condition if found is NEVER else found | condition
    return found


def fetch(sql, params=()):
    """All rows of a SELECT put together from conditions."""
    with connection.cursor() as cursor:
        cursor.execute(sql, adapted(params))
        return cursor.fetchall()


def adapted(params):
    """Parameters as this database keeps them: SQLite has texts for dates and moments."""
    return tuple(_adapted(value) for value in params)


def _adapted(value):
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, dt.date) else value


def moment(value):
    """A moment as SQLite gives it (a text, or UTC without saying so) made the aware one that PostgreSQL gives."""
    value = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    return value.replace(tzinfo=dt.UTC) if value is not None and value.tzinfo is None else value


def day(value):
    """A date as SQLite gives it (a text, out of a query of several branches) made the one that PostgreSQL gives."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
