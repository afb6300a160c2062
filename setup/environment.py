"""Writes var/demo.env once: keys for `make demo` and `make run` that exist nowhere else, readable by the owner only."""

import base64
import os
import secrets
from pathlib import Path

VAR = Path(__file__).resolve().parent.parent / "var"


def field_key():
    """32 random bytes in base64, as FIELD_KEYS wants them."""
    return base64.b64encode(secrets.token_bytes(32)).decode("ascii")


def main():
    """Make the file; refuse when a database is there that only the lost keys could read."""
    VAR.mkdir(exist_ok=True)
    if (VAR / "demo.env").exists():
        return
    if (VAR / "mediation.sqlite3").exists() and (VAR / "mediation.sqlite3").stat().st_size:
        raise SystemExit(
            "var/demo.env is missing but var/mediation.sqlite3 is there: nothing else can read its encrypted fields.\n"
            "Put var/demo.env back, or start anew: rm -r var/mediation.sqlite3* var/media"
        )
    password = "-".join(secrets.token_hex(2) for _ in range(4))  # typed by hand: 64 bits in groups of four
    # 1, 2, … name the encrypting keys: a later key is put in front and the old ones stay.
    text = f"SECRET_KEY={secrets.token_urlsafe(64)}\nFIELD_KEYS=1:{field_key()},index:{field_key()}\n"
    text += f"DEMO_PASSWORD={password}\n"
    descriptor = os.open(VAR / "demo.env.new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    (VAR / "demo.env.new").rename(VAR / "demo.env")
    print("var/demo.env: new keys and a password for this demo, readable by you only.")


if __name__ == "__main__":
    main()
