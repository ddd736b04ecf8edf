#!/usr/bin/env bash
# boto3 1.44.8: each PutObject takes a second longer on a server or behind a proxy that does not send 100 Continue.
#
# We expected that the body follows at once, or after the wait of some milliseconds that other clients allow: RFC 9110
# (10.1.1) lets a client send it without an answer. botocore sends Expect: 100-continue with every PutObject that is not
# empty, and waits a second for the answer. The documentation of Config names neither the header nor the second, and has no
# setting for them. What it means to a user: 1,000 small files by one thread take 17 minutes, without an error, and with an idle
# processor at both ends. A server that speaks HTTP/1.0, as that of Python's http.server does by itself, never sends
# 100 Continue.
#
# Seen on 2026-12-01 with Python 3.11.7 and botocore 1.44.8:
#   HTTP/1.1, 1 byte: less than half a second
#   HTTP/1.0, 1 byte: more than a second
#   HTTP/1.0, 0 bytes: less than half a second
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet 'boto3==1.44.8' 'botocore==1.44.8'
cat > put.py <<'PY'
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import boto3


class Store(BaseHTTPRequestHandler):
    def do_PUT(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.send_response(200)
        self.send_header("etag", '"e"')
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def show(protocol, data):
    handler = type("Handler", (Store,), {"protocol_version": protocol})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    client = boto3.client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{server.server_port}",
        region_name="us-east-1",
        aws_access_key_id="a",
        aws_secret_access_key="b",
    )
    times = []
    for _ in range(3):
        began = time.monotonic()
        client.put_object(Bucket="bucket", Key="key", Body=data)
        times.append(time.monotonic() - began)
    server.shutdown()
    shortest = min(times)
    said = "less than half a second" if shortest < 0.5 else "more than a second" if shortest >= 1 else f"{shortest:.2f} s"
    print(f"{protocol}, {len(data)} byte{'' if len(data) == 1 else 's'}: {said}")


show("HTTP/1.1", b"x")
show("HTTP/1.0", b"x")
show("HTTP/1.0", b"")
PY
actual=$(AWS_EC2_METADATA_DISABLED=true venv/bin/python put.py)
expected='HTTP/1.1, 1 byte: less than half a second
HTTP/1.0, 1 byte: more than a second
HTTP/1.0, 0 bytes: less than half a second'
echo "$actual"
if [ "$actual" != "$expected" ]; then
  echo 'the behaviour has changed' >&2
  exit 1
fi
