"""The vault keeps bytes by their hash, whole or not at all."""

import hashlib
import resource
import stat

import pytest

from documents import vault

pytestmark = pytest.mark.once


def test_bytes_come_back_by_their_hash():
    sha256 = vault.put(b"agreement")
    assert sha256 == hashlib.sha256(b"agreement").hexdigest()
    assert vault.read(sha256) == b"agreement"
    assert vault.path(sha256).parts[-2:] == (sha256[:2], sha256[2:])


def test_the_same_bytes_are_one_file_and_nothing_else_is_left(media):
    vault.put(b"agreement")
    vault.put(b"agreement")
    assert len([path for path in media.rglob("*") if path.is_file()]) == 1


def test_a_changed_file_is_not_handed_out_and_is_mended_by_the_right_bytes():
    sha256 = vault.put(b"agreement")
    vault.path(sha256).write_bytes(b"another agreement")
    with pytest.raises(vault.Damaged):
        vault.read(sha256)
    vault.put(b"agreement")
    assert vault.read(sha256) == b"agreement"


def test_a_missing_file_and_a_wrong_hash_are_told_apart():
    with pytest.raises(vault.Missing):
        vault.read("0" * 64)
    for wrong in ("", "../../etc/passwd", "A" * 64, "0" * 63):
        with pytest.raises(ValueError, match="sha256"):
            vault.path(wrong)


def test_a_write_that_fails_half_way_leaves_nothing_behind(media):
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, usual[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            vault.put(b"agreement" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_only_this_account_can_read_the_files():
    path = vault.path(vault.put(b"agreement"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
