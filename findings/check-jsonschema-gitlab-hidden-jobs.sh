#!/usr/bin/env bash
# check-jsonschema 0.39.0, builtin schema vendor.gitlab-ci: a mistake in a job whose name begins with a dot is not found.
#
# GitLab's documentation calls such a job hidden: it is a template that other jobs extend, with the keys of a job. We
# expected its keys to be checked like those of any job. They are not checked at all, although the same mistake is found as
# soon as the dot is taken away.
# What it means to a user: a file of templates, which has only hidden jobs, always passes; check it with the dots taken off.
#
# Seen on 2026-11-30 with Python 3.11.7:
#   job, right: passes
#   job, wrong when: refused
#   .job, right: passes
#   .job, wrong when: passes
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check check-jsonschema==0.39.0

# try NAME WHEN LABEL: a pipeline of one job.
try() {
  printf '%s:\n  script: [echo]\n  when: %s\n' "$1" "$2" > pipeline.yml
  if venv/bin/check-jsonschema --builtin-schema vendor.gitlab-ci pipeline.yml > /dev/null 2>&1; then
    echo "$1, $3: passes"
  else
    echo "$1, $3: refused"
  fi
}
actual=$(
  try job always right
  try job sometimes 'wrong when'
  try .job always right
  try .job sometimes 'wrong when'
)
expected='job, right: passes
job, wrong when: refused
.job, right: passes
.job, wrong when: passes'
echo "$actual"
if [ "$actual" != "$expected" ]; then
  echo 'the behaviour has changed' >&2
  exit 1
fi
