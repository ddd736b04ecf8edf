#!/usr/bin/env bash
# smart_open 9.0.2: an object of one byte is a multipart upload, an empty one is an upload that is begun, aborted and put.
#
# We expected one PutObject for what fits into the buffer, as boto3's upload_fileobj and the AWS CLI do it below 8 MiB.
# What it means to a user: whoever writes one byte needs the rights of multipart uploads, the ETag is no MD5 (it ends in
# -1), and writing an empty file needs s3:AbortMultipartUpload. With the transport parameter multipart_upload=False the
# object is put.
#
# Seen on 2026-11-30 with Python 3.11.7, boto3 1.44.8 and moto 5.2.5 in the place of S3:
#   write 0 bytes: CreateMultipartUpload AbortMultipartUpload PutObject
#   write 1 byte: CreateMultipartUpload UploadPart CompleteMultipartUpload
#   write 1 byte, multipart_upload=False: PutObject
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet 'smart_open[s3]==9.0.2' 'boto3==1.44.8' 'moto[s3]==5.2.5'
cat > write.py <<'PY'
import boto3
import smart_open
from moto import mock_aws


def show(label, data, **parameters):
    calls = []
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
        client.create_bucket(Bucket="bucket")
        client.meta.events.register("before-call.s3", lambda model, **_: calls.append(model.name))
        options = {"client": client, **parameters}
        with smart_open.open("s3://bucket/key", "wb", transport_params=options) as target:
            target.write(data)
    print(f"{label}:", *calls)


show("write 0 bytes", b"")
show("write 1 byte", b"x")
show("write 1 byte, multipart_upload=False", b"x", multipart_upload=False)
PY
actual=$(AWS_EC2_METADATA_DISABLED=true venv/bin/python write.py)
expected='write 0 bytes: CreateMultipartUpload AbortMultipartUpload PutObject
write 1 byte: CreateMultipartUpload UploadPart CompleteMultipartUpload
write 1 byte, multipart_upload=False: PutObject'
echo "$actual"
if [ "$actual" != "$expected" ]; then
  echo 'the behaviour has changed' >&2
  exit 1
fi
