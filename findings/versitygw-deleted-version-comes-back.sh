#!/usr/bin/env bash
# versitygw v1.8.0, POSIX backend with versions: of two versions of a key that are deleted at the same time, one stays, although both
# deletions are answered with 204.
#
# A DeleteObject with a version id removes that version for good
# (https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html). We expected that two of them do not touch each other.
# The gateway moves the version before up when the current one goes; a deletion of the former that meets this moment finds no
# object, is answered with success as one of a missing key would be, and the version is there again afterwards.
# What it means to a user: who empties a versioned bucket with several workers finds it not empty, and DeleteBucket refuses; what
# was erased for good, as a law may ask for, can be read again.
#
# Seen on 2026-12-01, the number differs each time:
#   rounds of 300 with every deletion answered 204 and a version left: some, such as 102
set -euo pipefail
folder=$(mktemp -d)
cleanup() {
  if [ -n "${gateway:-}" ]; then kill "$gateway" 2>/dev/null || true; wait "$gateway" 2>/dev/null || true; fi
  chmod -R u+w "$folder" && rm -rf "$folder"
}
trap cleanup EXIT
cd "$folder"
GOBIN=$folder GOPATH=$folder/go go install github.com/versity/versitygw/cmd/versitygw@v1.8.0
python3 -m venv venv
venv/bin/pip install --quiet boto3==1.44.5
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir data versions
ROOT_ACCESS_KEY=user ROOT_SECRET_KEY=password ./versitygw --port "127.0.0.1:$port" --quiet posix --versioning-dir "$folder/versions" data &
gateway=$!
cat > run.py <<'PY'
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

config = Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}, max_pool_connections=8)
s3 = boto3.client(
    "s3",
    endpoint_url=f"http://127.0.0.1:{sys.argv[1]}",
    aws_access_key_id="user",
    aws_secret_access_key="password",
    region_name="us-east-1",
    config=config,
)
for _ in range(50):
    try:
        s3.create_bucket(Bucket="bucket")
        break
    except Exception:
        time.sleep(0.2)
s3.put_bucket_versioning(Bucket="bucket", VersioningConfiguration={"Status": "Enabled"})


def delete(key, version):
    try:
        answer = s3.delete_object(Bucket="bucket", Key=key, VersionId=version)
        return answer["ResponseMetadata"]["HTTPStatusCode"]
    except Exception as error:
        return str(error)


rounds, left = 300, 0
with ThreadPoolExecutor(8) as pool:
    for number in range(rounds):
        key = f"key-{number}"
        ids = [s3.put_object(Bucket="bucket", Key=key, Body=b"x" * 1000)["VersionId"] for _ in range(2)]
        statuses = list(pool.map(lambda version: delete(key, version), ids))
        listed = s3.list_object_versions(Bucket="bucket", Prefix=key).get("Versions", [])
        if statuses == [204, 204] and listed:
            left += 1
print(f"rounds of {rounds} with every deletion answered 204 and a version left: {'some, such as ' + str(left) if left else 'none'}")
sys.exit(0 if left else 1)
PY
venv/bin/python run.py "$port"
