#!/usr/bin/env bash
# Locks every dependency with its hashes; no file records where it was fetched from.
set -euo pipefail
upgrade=()
[ "${UPGRADE:-0}" = 0 ] || upgrade=(--upgrade)
for name in requirements requirements-dev setup/uv setup/node; do
    echo "$name.in → $name.txt"
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
        "${upgrade[@]}" "$name.in" --output-file "$name.txt"
done
echo "package.json → package-lock.json"
PATH="$PWD/.venv/bin:$PATH" npm install --package-lock-only --loglevel=error
