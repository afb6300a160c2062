"""Model fields whose column holds only ciphertext."""

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import Exact

from encryption import keyring


class ExactWhenEmpty(Exact):
    """`field=""` only: two ciphertexts of one text differ, so any other comparison would silently find nothing."""

    def get_prep_lookup(self):
        if self.rhs != "":
            raise FieldError("An encrypted field cannot be searched: search its blind index.")
        return self.rhs


class EncryptedTextField(models.TextField):
    """Text that is encrypted on its way into the database and read back in plain; "" and NULL stay as they are.

    The context is "app.model.field": a migration that renames the model or the field must re-encrypt the column.
    Reading raises keyring.Undecipherable when the key is gone or the token was touched.
    """

    @property
    def context(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_db_prep_save(self, value, connection):
        if hasattr(value, "as_sql"):  # bulk_update's CASE, whose values pass through here one by one
            if not isinstance(value.output_field, EncryptedTextField):
                raise FieldError("The database cannot encrypt: read the value and save it.")
            return value
        text = self.get_prep_value(value)
        if text is None or text == "":
            return text
        return keyring.encrypt(text, context=self.context)

    def from_db_value(self, value, expression, connection):
        if value is None or value == "":
            return value
        return keyring.decrypt(value, context=self.context)

    def get_lookup(self, lookup_name):
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        if lookup_name == "exact":
            return ExactWhenEmpty
        raise FieldError(f"An encrypted field has no lookup {lookup_name}: search its blind index.")

    def get_transform(self, lookup_name):
        raise FieldError(f"An encrypted field has no lookup {lookup_name}: search its blind index.")
