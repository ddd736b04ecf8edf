#!/usr/bin/env bash
# versitygw v1.8.0, POSIX backend: while a key is overwritten, listings show a second key, .NAME.sgwtmp.NUMBER, that nobody wrote.
#
# S3 lists the keys of objects (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html), and its listings are
# strongly consistent. We expected that the gateway keeps what it needs for itself out of them, as it does with its folder of
# multipart uploads. A file that replaces another one has a name beside it for a moment, and a listing at that moment has it.
# What it means to a user: a program that reads, copies or deletes what a listing names finds keys that are gone when it asks
# for them (sync fails with 404), or takes one for data.
#
# Seen on 2026-12-01, the number differs each time:
#   listings with a key that nobody wrote: yes, such as data/.k2.sgwtmp.1796090956431086439
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
mkdir data
ROOT_ACCESS_KEY=user ROOT_SECRET_KEY=password ./versitygw --port "127.0.0.1:$port" --quiet posix data &
gateway=$!
cat > run.py <<'PY'
import re
import sys
import threading
import time

import boto3
from botocore.config import Config

endpoint = f"http://127.0.0.1:{sys.argv[1]}"
keys = {"aws_access_key_id": "user", "aws_secret_access_key": "password", "region_name": "us-east-1"}


def client():
    retries = Config(s3={"addressing_style": "path"}, retries={"max_attempts": 10})
    return boto3.session.Session().client("s3", endpoint_url=endpoint, config=retries, **keys)


names = [f"data/k{number}" for number in range(4)]
reader = client()
for _ in range(50):
    try:
        reader.create_bucket(Bucket="bucket")
        break
    except Exception:
        time.sleep(0.2)
for name in names:
    reader.put_object(Bucket="bucket", Key=name, Body=b"first")
is_over = threading.Event()


def overwrite(name):
    writer = client()
    while not is_over.is_set():
        writer.put_object(Bucket="bucket", Key=name, Body=b"next")


threads = [threading.Thread(target=overwrite, args=(name,)) for name in names]
for thread in threads:
    thread.start()
strange = set()
end = time.monotonic() + 60
while not strange and time.monotonic() < end:
    listed = reader.list_objects_v2(Bucket="bucket", Prefix="data/")
    strange = {entry["Key"] for entry in listed["Contents"]} - set(names)
is_over.set()
for thread in threads:
    thread.join()
named = min(strange, default="")
print(f"listings with a key that nobody wrote: {f'yes, such as {named}' if strange else 'no'}")
sys.exit(0 if re.fullmatch(r"data/\.k\d\.sgwtmp\.\d+", named) else 1)
PY
venv/bin/python run.py "$port"
