#!/usr/bin/env bash
# What the step `test` of action.yml does. Its inputs come as variables, never as text of a script, so that nothing in them is run.
set -euo pipefail

# What fits on the page of a job is 1024 KiB for a step; a report that is longer is cut here.
readonly summary_limit=1000000

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

# write_summary REPORT
write_summary() {
  local size
  size=$(wc -c <"$1")
  if [ "$size" -le "$summary_limit" ]; then
    cat "$1" >>"$GITHUB_STEP_SUMMARY"
    return
  fi
  {
    echo "> The report has $((size / 1024)) KiB, of which a page of a job does not show all. It is whole in \`$1\`."
    echo
    head -c "$summary_limit" "$1" | sed '$d'
  } >>"$GITHUB_STEP_SUMMARY"
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

report=$REPORTS/report.md
code=0
node "$ACTION_FOLDER/bin/s3tester.js" "${words[@]}" \
  --format json --output "$REPORTS/results.json" --report "junit=$REPORTS/junit.xml" \
  --report "html=$REPORTS/report.html" --report "markdown=$report" || code=$?
{
  echo "exit-code=$code"
  echo "results=$REPORTS/results.json"
  echo "reports=$REPORTS"
} >>"$GITHUB_OUTPUT"
if [ "$SUMMARY" = true ] && [ -f "$report" ]; then write_summary "$report"; fi
exit "$code"
