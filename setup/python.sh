#!/usr/bin/env bash
# Makes .venv when it is missing and installs the locked Python packages in it; every file is checked against its hash.
# Usage: setup/python.sh requirements.txt [requirements-dev.txt]
set -euo pipefail
python="${PYTHON:-python3}"

if ! .venv/bin/python -c '' 2>/dev/null; then
    echo "Making .venv with $("$python" -V) …"
    # Without Debian's python3-venv a venv can still be made; the pip outside then fills it.
    "$python" -m venv .venv 2>/dev/null || "$python" -m venv --clear --without-pip .venv
fi
if ! .venv/bin/uv --version >/dev/null 2>&1; then
    if .venv/bin/python -m pip -V >/dev/null 2>&1; then pip=(.venv/bin/python -m pip); else pip=("$python" -m pip --python .venv/bin/python); fi
    "${pip[@]}" install --quiet --disable-pip-version-check --require-hashes -r setup/uv.txt
fi
# uv does not read pip's settings: a mirror set there is used here too.
mirror="${PIP_INDEX_URL:-$("$python" -m pip config get global.index-url 2>/dev/null || true)}"
if [ -n "$mirror" ] && [ -z "${UV_DEFAULT_INDEX:-}" ]; then export UV_DEFAULT_INDEX="$mirror"; fi

arguments=()
for file in "$@"; do arguments+=(-r "$file"); done
echo "Installing the Python packages of $* …"
.venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes "${arguments[@]}"
