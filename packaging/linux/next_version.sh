#!/usr/bin/env bash
# In a throw-away copy of the project: the version after this one, with one more step of the database, built into OUT (default: next).
# Only for the trial of an update by stick (hand_over.sh); nobody gets it.
#   next_version.sh PYTHON [OUT]
set -euo pipefail
python=$1 out=${2:-next}
[ ! -e .git ] || { echo "This rewrites the sources: run it in a copy (git archive), not in the work tree." >&2; exit 1; }
here=$(sed -n 's/^__version__ = "\(.*\)"/\1/p' desktop/__init__.py)
next=${here%.*}.$((${here##*.} + 1))
sed -i "s/^__version__ = .*/__version__ = \"$next\"/" desktop/__init__.py
cat >>desktop/storage/migrations/__init__.py <<'STEP'
STEPS = (*STEPS, ("CREATE TABLE trial_of_an_update (id VARCHAR NOT NULL PRIMARY KEY)",))
STEP
bash packaging/build.sh "$python" "$out"
echo "$next" >"$out/version.txt"
