"""The encryption room: keys are read when the site starts, so a wrong FIELD_KEYS stops it there, not at a case."""

from django.apps import AppConfig


class EncryptionConfig(AppConfig):
    name = "encryption"

    def ready(self):
        from encryption import keyring

        keyring.current()
