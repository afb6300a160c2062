"""The vault: files named by the hash of their content, written so that a crash leaves all of a file or nothing."""

import hashlib
import os
import re
import secrets
from pathlib import Path

from django.conf import settings

HASH = re.compile(r"[0-9a-f]{64}")


class Missing(Exception):
    """The vault has no file of this hash."""


class Damaged(Exception):
    """The file's content is no longer what its name says."""


def path(sha256):
    """Where the file of this hash lies; raises ValueError for anything that is not a hash."""
    if not HASH.fullmatch(sha256):
        raise ValueError("not a sha256 in lower-case hex")
    return Path(settings.MEDIA_ROOT) / "vault" / sha256[:2] / sha256[2:]


def _sync_folder(folder):
    """Make the names inside a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_folder(folder):
    """The folder and those above it, each name synced where it was new."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _holds(target, sha256):
    """Whether the file is already there, whole."""
    try:
        return hashlib.sha256(target.read_bytes()).hexdigest() == sha256
    except FileNotFoundError:
        return False


def put(data):
    """Keep these bytes and return their sha256; the same bytes twice are one file. On the disk before it returns."""
    sha256 = hashlib.sha256(data).hexdigest()
    target = path(sha256)
    if _holds(target, sha256):
        return sha256
    _make_folder(target.parent)
    part = target.parent / f".part-{secrets.token_hex(8)}"
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.rename(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)
    return sha256


def read(sha256):
    """The bytes of this hash, checked; raises Missing or Damaged."""
    try:
        data = path(sha256).read_bytes()
    except FileNotFoundError as gone:
        raise Missing(sha256) from gone
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Damaged(sha256)
    return data
