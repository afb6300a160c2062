"""`manage.py rotate_field_keys`: every encrypted field is written again under the first key of FIELD_KEYS."""

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction
from django.db.models.functions import Cast, Left

from encryption import keyring
from encryption.fields import EncryptedTextField


def encrypted_fields():
    """(model, field) of every column that holds ciphertext, each once."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            for field in model._meta.local_fields:
                if isinstance(field, EncryptedTextField):
                    yield model, field


def rotate(model, field, *, batch: int) -> int:
    """Re-encrypt the rows of one field that another key than the first one wrote; answers how many.

    Each batch is one transaction. A row that somebody changed meanwhile is left alone: it has the first key already.
    """
    first = f"{keyring.current().first}."
    rows = (
        model._base_manager.annotate(stored_token=Cast(field.attname, models.TextField()))
        # Not startswith: on SQLite it takes the keys A and a for one.
        .annotate(written_by=Left("stored_token", len(first)))
        .exclude(stored_token="")  # noqa: S106 - an empty text is stored empty
        .exclude(stored_token=None)
        .exclude(written_by=first)
        .order_by("pk")
    )
    rotated, last = 0, None
    while True:
        page = rows if last is None else rows.filter(pk__gt=last)
        tokens = list(page.values_list("pk", "stored_token")[:batch])
        if not tokens:
            return rotated
        with transaction.atomic():
            for pk, token in tokens:
                try:
                    text = keyring.decrypt(token, context=field.context)
                except keyring.Undecipherable as error:
                    raise CommandError(f"Row {pk} of {error} This batch was left as it was.") from error
                rotated += rows.filter(pk=pk, stored_token=token).order_by().update(**{field.attname: text})
        last = tokens[-1][0]


class Command(BaseCommand):
    help = (
        "Re-encrypts every encrypted field under the first key of FIELD_KEYS; run it again at any time. "
        "Put the new key first, keep the old ones until this ends without an error. The key “index” does not rotate."
    )

    def add_arguments(self, parser):
        parser.add_argument("--batch", type=int, default=500, help="rows in one transaction (default 500)")

    def handle(self, *args, batch, **options):
        if batch < 1:
            raise CommandError("--batch must be at least 1.")
        for model, field in encrypted_fields():
            count = rotate(model, field, batch=batch)
            self.stdout.write(f"{field.context}: {count} re-encrypted")
