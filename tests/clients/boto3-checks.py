"""What boto3 does with a server; prints one line per check, as check-program.js reads them."""

import hashlib
import os
import uuid

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config

from checks import check, finish, refuses, same, send

BUCKET = os.environ["CHECK_BUCKET"]
FOLDER = os.environ["CHECK_FOLDER"]
LARGE = os.environ["CHECK_LARGE_FILE"]
PARTS = TransferConfig(multipart_threshold=6 << 20, multipart_chunksize=6 << 20, max_concurrency=4)

s3 = boto3.client(
    "s3",
    config=Config(s3={"addressing_style": "path"}, signature_version="s3v4", retries={"total_max_attempts": 1}),
)
def sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@check("makes a bucket and waits for it")
def _():
    s3.create_bucket(Bucket=BUCKET)
    s3.get_waiter("bucket_exists").wait(Bucket=BUCKET, WaiterConfig={"Delay": 1, "MaxAttempts": 3})


@check("uploads a file in parts and downloads it by ranges")
def _():
    s3.upload_file(LARGE, BUCKET, "large.bin", Config=PARTS, ExtraArgs={"Metadata": {"owner": "me"}})
    head = s3.head_object(Bucket=BUCKET, Key="large.bin")
    same(head["ContentLength"], os.path.getsize(LARGE))
    same(head["Metadata"], {"owner": "me"})
    same(head["ETag"].strip('"').split("-")[1], "3")
    copy = os.path.join(FOLDER, "boto3-large.bin")
    s3.download_file(BUCKET, "large.bin", copy, Config=PARTS)
    same(sha256(copy), sha256(LARGE))


@check("copies a large object in parts")
def _():
    s3.copy({"Bucket": BUCKET, "Key": "large.bin"}, BUCKET, "copied.bin", Config=PARTS)
    body = s3.get_object(Bucket=BUCKET, Key="copied.bin")["Body"].read()
    same(hashlib.sha256(body).hexdigest(), sha256(LARGE))


@check("pages through objects and common prefixes")
def _():
    keys = [f"page/{group}/{number:02}" for group in "abc" for number in range(9)]
    for key in keys:
        s3.put_object(Bucket=BUCKET, Key=key, Body=key.encode())
    for operation in ("list_objects_v2", "list_objects"):
        pages = list(s3.get_paginator(operation).paginate(Bucket=BUCKET, Prefix="page/", PaginationConfig={"PageSize": 4}))
        same([item["Key"] for page in pages for item in page.get("Contents", [])], keys)
        same(len(pages), 7)
    pages = s3.get_paginator("list_objects_v2").paginate(
        Bucket=BUCKET, Prefix="page/", Delimiter="/", PaginationConfig={"PageSize": 2}
    )
    prefixes = [item["Prefix"] for page in pages for item in page.get("CommonPrefixes", [])]
    same(prefixes, ["page/a/", "page/b/", "page/c/"])


@check("presigns a GET, a PUT and a form")
def _():
    where = {"Bucket": BUCKET, "Key": "signed/ü +.txt"}
    put = s3.generate_presigned_url("put_object", Params={**where, "ContentType": "text/plain"}, ExpiresIn=60)
    same(send("PUT", put, b"by url", {"Content-Type": "text/plain"})[0], 200)
    get = s3.generate_presigned_url("get_object", Params=where, ExpiresIn=60)
    same(send("GET", get), (200, b"by url"))
    form = s3.generate_presigned_post(BUCKET, "signed/form.txt", ExpiresIn=60)
    boundary = uuid.uuid4().hex
    fields = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in form["fields"].items()
    )
    file = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nby form\r\n--{boundary}--\r\n'
    kind = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    same(send("POST", form["url"], (fields + file).encode(), kind)[0], 204)
    same(s3.get_object(Bucket=BUCKET, Key="signed/form.txt")["Body"].read(), b"by form")


@check("presigns as it does by default, with Signature Version 2")
def _():
    plain = boto3.client("s3", config=Config(s3={"addressing_style": "path"}))
    where = {"Bucket": BUCKET, "Key": "signed/by default ü+.txt"}
    put = plain.generate_presigned_url("put_object", Params={**where, "ContentType": "text/plain"}, ExpiresIn=60)
    same(send("PUT", put, b"by link", {"Content-Type": "text/plain"})[0], 200)
    for operation, method in (("get_object", "GET"), ("head_object", "HEAD")):
        url = plain.generate_presigned_url(operation, Params=where, ExpiresIn=60)
        assert "AWSAccessKeyId=" in url, url
        same(send(method, url)[0], 200)
    same(send("GET", plain.generate_presigned_url("get_object", Params=where, ExpiresIn=60))[1], b"by link")
    same(send("DELETE", plain.generate_presigned_url("delete_object", Params=where, ExpiresIn=60))[0], 204)


@check("works in another region, and finds the way to a bucket of another")
def _():
    def of(region):
        return boto3.client("s3", region_name=region, config=Config(s3={"addressing_style": "path"}, signature_version="s3v4"))

    far, name = of("eu-central-1"), f"{BUCKET}-far"
    refuses("IllegalLocationConstraintException", lambda: far.create_bucket(Bucket=name))
    far.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    assert name in [bucket["Name"] for bucket in far.list_buckets()["Buckets"]]
    far.put_object(Bucket=name, Key="k", Body=b"far")
    # botocore asks again, for the region that the first response names.
    for region in ("eu-central-1", "us-east-1", "ap-south-1"):
        same(of(region).head_bucket(Bucket=name)["BucketRegion"], "eu-central-1")
        same(of(region).head_object(Bucket=name, Key="k")["ContentLength"], 3)
        same(of(region).get_object(Bucket=name, Key="k")["Body"].read(), b"far")
    far.delete_object(Bucket=name, Key="k")
    far.delete_bucket(Bucket=name)


@check("verifies every checksum that botocore computes")
def _():
    for algorithm in ("CRC32", "SHA1", "SHA256"):
        key = f"checksum/{algorithm}"
        put = s3.put_object(Bucket=BUCKET, Key=key, Body=b"checked", ChecksumAlgorithm=algorithm)
        got = s3.get_object(Bucket=BUCKET, Key=key, ChecksumMode="ENABLED")
        same(got["Body"].read(), b"checked")
        same(got[f"Checksum{algorithm}"], put[f"Checksum{algorithm}"])


@check("gets the documented error codes")
def _():
    for action, code in (
        (lambda: s3.get_object(Bucket=BUCKET, Key="missing"), "NoSuchKey"),
        (lambda: s3.head_object(Bucket=BUCKET, Key="missing"), "404"),
        (lambda: s3.list_objects_v2(Bucket=f"{BUCKET}-missing"), "NoSuchBucket"),
        (lambda: s3.delete_bucket(Bucket=BUCKET), "BucketNotEmpty"),
        (lambda: s3.put_object(Bucket=BUCKET, Key="page/a/00", Body=b"x", IfNoneMatch="*"), "PreconditionFailed"),
    ):
        refuses(code, action)


@check("keeps versions and removes them all")
def _():
    s3.put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})
    first = s3.put_object(Bucket=BUCKET, Key="versioned", Body=b"one")["VersionId"]
    s3.put_object(Bucket=BUCKET, Key="versioned", Body=b"two")
    same(s3.delete_object(Bucket=BUCKET, Key="versioned")["DeleteMarker"], True)
    same(s3.get_object(Bucket=BUCKET, Key="versioned", VersionId=first)["Body"].read(), b"one")
    boto3.resource("s3").Bucket(BUCKET).object_versions.delete()
    s3.delete_bucket(Bucket=BUCKET)
    s3.get_waiter("bucket_not_exists").wait(Bucket=BUCKET, WaiterConfig={"Delay": 1, "MaxAttempts": 3})


finish()
