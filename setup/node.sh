#!/usr/bin/env bash
# Fetches the front-end files and fonts of package-lock.json into node_modules; nothing of Node is used at run time.
set -euo pipefail
export PATH="$PWD/.venv/bin:$PATH"

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "There is no Node.js here: installing the one PyPI carries into .venv …"
    .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r setup/node.txt
fi
echo "Fetching the front-end files and fonts …"
npm ci --loglevel=error
