"""The counters behind case numbers."""

from django.db import models


class NumberSeries(models.Model):
    """Last serial given in one body, type word and Shanghai year; locked in the transaction that uses it."""

    organization = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="+")
    word = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["organization", "word", "year"], name="one_counter_a_series")]

    def __str__(self):
        return f"{self.word}〔{self.year}〕{self.last}"
