"""Photos of a report that is being written: in the vault at once, named by the draft, drawn small for its pages."""

import io

from PIL import Image, ImageOps

from documents import vault
from documents.uploads import Accepted

SIDE = 240  # pixels of the little picture
JPEG = "image/jpeg"


def put(draft, accepted):
    """Keep accepted photos with a draft, each once."""
    there = {photo["sha256"] for photo in draft.photos}
    for photo in accepted:
        sha256 = vault.put(photo.data)
        if sha256 not in there:
            draft.photos.append({"sha256": sha256, "name": photo.name})
            there.add(sha256)


def remove(draft, sha256):
    """Take a photo out of a draft; the vault's file may belong to others and stays."""
    draft.photos = [photo for photo in draft.photos if photo["sha256"] != sha256]


def of(draft):
    """The draft's photos as the engine takes them; raises vault.Missing or vault.Damaged."""
    return [Accepted(vault.read(photo["sha256"]), JPEG, photo["name"]) for photo in draft.photos]


def small(data):
    """A square JPEG of 240 pixels from the bytes of a photo."""
    picture = Image.open(io.BytesIO(data))
    picture.draft("RGB", (SIDE * 2, SIDE * 2))
    output = io.BytesIO()
    ImageOps.fit(picture.convert("RGB"), (SIDE, SIDE)).save(output, "JPEG", quality=75)
    return output.getvalue()
