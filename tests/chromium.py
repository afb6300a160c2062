"""The browser of this machine: Debian's headless shell, or an ordinary Chromium where there is none."""

import os
import shutil

PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


def launch(playwright):
    """A running browser."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    assert program, "There is no Chromium: install the package chromium-headless-shell."
    flags = [*FLAGS, *(["--no-sandbox"] if os.getuid() == 0 else [])]
    return playwright.chromium.launch(executable_path=program, args=flags)
