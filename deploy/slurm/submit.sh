#!/bin/bash
# Submits a job array of shards, and a job that merges their results when all have ended, whether they passed or not:
#   deploy/slurm/submit.sh 8 run scenario.yaml --endpoint-url https://s3.example.com
# Prints the folder of the results and the number of the last job.
set -euo pipefail

if ! [[ ${1:-} =~ ^[1-9][0-9]*$ ]] || [ $# -lt 2 ]; then
  echo "usage: $0 SHARDS run|conformance [ARGUMENT]..." >&2
  exit 2
fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
shards=$1
shift

export S3TESTER_RESULTS=${S3TESTER_RESULTS:-$PWD/s3tester-$(date +%Y%m%d-%H%M%S)-$$}
mkdir -p "$S3TESTER_RESULTS"
array=$(sbatch --parsable --array="0-$((shards - 1))" "$here/shards.sbatch" "$@")
merge=$(sbatch --parsable --dependency="afterany:${array%%;*}" "$here/merge.sbatch" "$S3TESTER_RESULTS")
echo "results=$S3TESTER_RESULTS"
echo "job=${merge%%;*}"
