#!/usr/bin/env bash
# @jmespath-community/jmespath 1.3.0: max_by and min_by over texts give null, without an error.
#
# The specification lets the expression of max_by and min_by give a number or a string
# (https://jmespath.site, functions max_by and min_by). We expected the entry with the greatest text. For numbers
# it comes; for texts the result is null, as if the list were empty, so that a mistake shows only where the value is used.
# sort_by(…)[-1] gives the right entry for both.
#
# Seen on 2026-11-30 with Node.js 20.20.2:
#   max_by(@, &time)      null
#   min_by(@, &time)      null
#   max_by(@, &size)      {"time":"2026-02-01","size":2}
#   sort_by(@, &time)[-1] {"time":"2026-02-01","size":2}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" @jmespath-community/jmespath@1.3.0
cat > ask.cjs <<'JS'
const { search } = require('@jmespath-community/jmespath');
const entries = [
  { time: '2026-01-01', size: 1 },
  { time: '2026-02-01', size: 2 },
];
for (const expression of ['max_by(@, &time)', 'min_by(@, &time)', 'max_by(@, &size)', 'sort_by(@, &time)[-1]']) {
  console.log(expression.padEnd(21), JSON.stringify(search(entries, expression)));
}
JS
actual=$(node ask.cjs)
expected='max_by(@, &time)      null
min_by(@, &time)      null
max_by(@, &size)      {"time":"2026-02-01","size":2}
sort_by(@, &time)[-1] {"time":"2026-02-01","size":2}'
echo "$actual"
if [ "$actual" != "$expected" ]; then
  echo 'the behaviour has changed' >&2
  exit 1
fi
