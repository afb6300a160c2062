"""The side table of the search: one row a case with the words it is found by."""

from django.db import models

GAP = "g"  # takes a place between two texts, so that no phrase runs from one into the next


class Words(models.Field):
    """A list of words in their places: a tsvector in PostgreSQL, a text under an FTS5 index in SQLite.

    A word is letters and digits alone (cases/finding.py makes them), so nothing in it needs quoting.
    """

    def db_type(self, connection):
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value, connection, prepared=False):
        if connection.vendor != "postgresql":
            return " ".join(value)
        return " ".join(f"'{word}':{place}" for place, word in enumerate(value[:MOST], start=1) if word != GAP)


MOST = 16_000  # PostgreSQL's places end at 16,383


class CaseSearch(models.Model):
    """Written by cases/finding.py in the transaction of the step that changed a word; never holds a number of a person."""

    case = models.OneToOneField("cases.Case", models.CASCADE, primary_key=True, related_name="search")
    words = Words()

    class Meta:
        db_table = "case_search"
        default_permissions = ()

    def __str__(self):
        return f"words of case {self.case_id}"
