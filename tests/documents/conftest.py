"""What the tests of this room ask for."""

import uuid

import pytest
from django.contrib.auth import get_user_model


@pytest.fixture
def clerk(db):
    """A clerk who issues papers and takes files in."""
    return get_user_model().objects.create_user("dj.yanshi", name="演示登记人", kind="staff")


@pytest.fixture
def dossier():
    """A dossier's identifier."""
    return uuid.uuid4()
