#!/bin/bash
# Tries the scripts of this folder on a real Slurm: installs it (Debian: as root), starts its daemons on 127.0.0.1 for this
# run alone, runs the conformance suite in an array of four on one embedded server, merges, and compares with one run. Then
# stops all that it started. Its last line counts: `slurm: N passed, M failed`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
select=(--case 'object/**')
[ $# -gt 0 ] && select=("$@")

for program in slurmctld slurmd sbatch munged; do
  if ! [ -x "$(PATH=$PATH:/usr/sbin:/sbin type -P "$program" || true)" ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends slurmctld slurmd slurm-client munge >/dev/null
    break
  fi
done
export PATH=$PATH:/usr/sbin:/sbin

scratch=$(mktemp -d)
pids=()
passed=0
failed=0

stop() {
  for pid in "${pids[@]}"; do
    kill "$pid" 2>/dev/null || true
  done
  for pid in "${pids[@]}"; do
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$scratch"
}
trap stop EXIT

# in_background NAME COMMAND…: starts a command that is stopped at the end, and logs to a file.
in_background() {
  local log=$scratch/$1.log
  shift
  "$@" >"$log" 2>&1 &
  pids=("$!" "${pids[@]}")
}

# until_true SECONDS COMMAND…: waits until the command succeeds.
until_true() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    if [ "$SECONDS" -ge "$deadline" ]; then
      echo "this did not come to pass: $*" >&2
      tail -n 20 "$scratch"/*.log >&2
      return 1
    fi
    sleep 0.2
  done
}

# check NAME COMMAND…: counts whether the command succeeded.
check() {
  local name=$1
  shift
  if "$@"; then
    echo "✓ $name"
    passed=$((passed + 1))
  else
    echo "✗ $name"
    failed=$((failed + 1))
  fi
}

free_port() {
  node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# As a cluster of one user, on one machine: nothing is read from /etc, and nothing is left there.
mkdir -m 700 "$scratch/munge"
dd if=/dev/urandom of="$scratch/munge/key" bs=1024 count=1 status=none
chmod 400 "$scratch/munge/key"
chmod 755 "$scratch"
mkdir -m 755 "$scratch/run" "$scratch/state" "$scratch/spool"
node_name=$(hostname -s)
cat >"$scratch/slurm.conf" <<CONF
ClusterName=s3tester
SlurmctldHost=$node_name(127.0.0.1)
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$scratch/run/munge.socket
CredType=cred/munge
StateSaveLocation=$scratch/state
SlurmdSpoolDir=$scratch/spool
SlurmctldPidFile=$scratch/run/slurmctld.pid
SlurmdPidFile=$scratch/run/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=2,bf_interval=5
MailProg=/bin/true
ReturnToService=2
NodeName=$node_name NodeAddr=127.0.0.1 CPUs=4 RealMemory=8192 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$scratch/slurm.conf

in_background munged munged --foreground --force --key-file="$scratch/munge/key" --socket="$scratch/run/munge.socket" \
  --pid-file="$scratch/run/munged.pid" --seed-file="$scratch/munge/seed" --log-file="$scratch/munged-own.log"
until_true 20 test -S "$scratch/run/munge.socket"
in_background slurmctld slurmctld -D
in_background slurmd slurmd -D -N "$node_name"
until_true 60 sh -c 'sinfo --noheader --format=%T | grep -q idle'
sbatch --version

# Jobs find s3tester in the PATH that sbatch hands on.
mkdir "$scratch/bin"
printf '#!/bin/sh\nexec "%s" "%s/bin/s3tester.js" "$@"\n' "$(command -v node)" "$root" >"$scratch/bin/s3tester"
chmod +x "$scratch/bin/s3tester"
export PATH=$scratch/bin:$PATH
export S3TESTER_CREDENTIAL_MAIN=s3tester:s3tester-secret S3TESTER_CREDENTIAL_ALT=s3tester-alt:s3tester-alt-secret

in_background serve s3tester serve --ready-file "$scratch/ready.json"
until_true 30 test -s "$scratch/ready.json"
endpoint=$(node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8")).endpoint' "$scratch/ready.json")
words=(conformance "${select[@]}" --endpoint-url "$endpoint" --seed 7)

cd "$scratch"
submitted=$("$root/deploy/slurm/submit.sh" 4 "${words[@]}" --barrier "$scratch/meeting" --barrier-timeout 5m)
results=$(sed -n 's/^results=//p' <<<"$submitted")
until_true 600 sh -c "! squeue --noheader --format=%i | grep -q ."
check 'the array and the job that depends on it ran' test -s "$results/merged.json"
check 'four shards were there' test "$(ls "$results"/[0-9]*.json | wc -l)" -eq 4
s3tester "${words[@]}" --format json --output whole.json --quiet || true
check 'merged, they are one run but for times and ids' node "$root/scripts/same-results.js" whole.json "$results/merged.json"
rm "$results/2.json"
check 'a shard that is missing is named' sh -c "s3tester merge '$results'/[0-9]*.json 2>&1 | grep 'shard 3/4 is missing'"

echo "slurm: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
