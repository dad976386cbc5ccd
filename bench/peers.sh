#!/usr/bin/env bash
# Make the peers' own environment from its hashed lock; nothing of it touches the program's.
set -euo pipefail
here=$(dirname "$0")
venv=$here/../.venv-bench
if ! cmp -s "$here/requirements.lock" "$venv/installed.lock" 2>/dev/null; then
  "$here/../.venv/bin/python" -m venv --clear "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$here/requirements.lock"
  cp "$here/requirements.lock" "$venv/installed.lock"
fi
