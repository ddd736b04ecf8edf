#!/usr/bin/env bash
# What the step `test` of action.yml does. Its inputs come as variables, never as text of a script, so that nothing in them is run.
set -euo pipefail

refuse() {
  echo "::error title=s3tester::$1"
  echo "exit-code=2" >>"$GITHUB_OUTPUT"
  exit 2
}

# lines TEXT: its lines that are not empty, without spaces around them.
lines() {
  sed -e 's/^[[:space:]]*//' -e 's/[[:space:]]*$//' -e '/^$/d' <<<"$1"
}

# As the command looks for it: S3TESTER_CREDENTIAL_READ_ONLY for read-only. Variables keep the secrets out of the process list.
export_credential() {
  local name=${1%%=*} variable
  if [ "$name" = "$1" ] || [ -z "$name" ]; then
    refuse 'a line of the input "credentials" is not NAME=KEY:SECRET'
  fi
  variable=$(tr '[:lower:]' '[:upper:]' <<<"$name" | tr -c 'A-Z0-9\n' _)
  export "S3TESTER_CREDENTIAL_$variable=${1#*=}"
}

words=("$COMMAND")
case $COMMAND in
  conformance)
    if [ -n "$CONFIGURATIONS" ]; then refuse 'the input "configurations" is for the command "run"'; fi
    if [ -n "$BASELINE" ]; then words+=(--baseline "$BASELINE"); fi
    ;;
  run)
    if [ -n "$BASELINE" ]; then refuse 'the input "baseline" is for the command "conformance"'; fi
    while read -r file; do words+=("$file"); done < <(lines "$CONFIGURATIONS")
    ;;
  *) refuse "the input \"command\" must be conformance or run, not \"${COMMAND//$'\n'/ }\"" ;;
esac
if [ -n "$ENDPOINT_URL" ]; then words+=(--endpoint-url "$ENDPOINT_URL"); fi
while read -r credential; do export_credential "$credential"; done < <(lines "$CREDENTIALS")
unset CREDENTIALS
if ! more=$(xargs -n 1 printf '%s\n' <<<"$ARGUMENTS"); then refuse 'the input "arguments" has a quote that does not end'; fi
while read -r word; do if [ -n "$word" ]; then words+=("$word"); fi; done <<<"$more"

# What fits on the page of a job is more than what fits into a comment: the command cuts each of the two where it must.
if [ "$SUMMARY" = true ]; then words+=(--report "markdown=$GITHUB_STEP_SUMMARY"); fi

code=0
node "$ACTION_FOLDER/bin/s3tester.js" "${words[@]}" \
  --format json --output "$REPORTS/results.json" --report "junit=$REPORTS/junit.xml" \
  --report "html=$REPORTS/report.html" --report "markdown=$REPORTS/report.md" || code=$?
{
  echo "exit-code=$code"
  echo "results=$REPORTS/results.json"
  echo "reports=$REPORTS"
} >>"$GITHUB_OUTPUT"
exit "$code"
