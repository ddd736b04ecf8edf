import os

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError
from steps import bucket, endpoint, folder, same, sample_bytes, step

mebibyte = 1024 * 1024
client = boto3.client(
    "s3",
    endpoint_url=endpoint,
    config=Config(s3={"addressing_style": "path"}, retries={"mode": "standard", "total_max_attempts": 2}),
)
parts = TransferConfig(multipart_threshold=5 * mebibyte, multipart_chunksize=5 * mebibyte)
large = sample_bytes("boto3", 12 * mebibyte + 345)
path = os.path.join(folder, "large.bin")
back = os.path.join(folder, "back.bin")


def body(key, **more):
    return client.get_object(Bucket=bucket, Key=key, **more)["Body"].read()


def refused(name, what, call, **parameters):
    """Whether a write that must not happen is refused; an application believes whoever says that it won."""
    with step(name):
        try:
            call(Bucket=bucket, **parameters)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] != 412:
                raise
            return
        raise AssertionError(what)


with step("uploads a file in parts"):
    with open(path, "wb") as file:
        file.write(large)
    client.upload_file(path, bucket, "large.bin", Config=parts, ExtraArgs={"Metadata": {"owner": "team"}})
with step("downloads it in ranges"):
    client.download_file(bucket, "large.bin", back, Config=parts)
    with open(back, "rb") as file:
        same(file.read(), large, "the file")
with step("reads a range"):
    same(body("large.bin", Range="bytes=100-199"), large[100:200], "the range")
    same(body("large.bin", Range="bytes=-100"), large[-100:], "the last 100 bytes")
with step("copies it in parts"):
    client.copy({"Bucket": bucket, "Key": "large.bin"}, bucket, "copy.bin", Config=parts)
    client.download_file(bucket, "copy.bin", back, Config=parts)
    with open(back, "rb") as file:
        same(file.read(), large, "the copy")
with step("keeps metadata"):
    client.put_object(Bucket=bucket, Key="a+b.txt", Body=b"one", Metadata={"owner": "team"}, ContentType="text/plain")
    client.copy({"Bucket": bucket, "Key": "a+b.txt"}, bucket, "small-copy.txt")
    for key in ("large.bin", "a+b.txt", "small-copy.txt"):
        same(client.head_object(Bucket=bucket, Key=key)["Metadata"], {"owner": "team"}, f"the metadata of {key}")
    same(client.head_object(Bucket=bucket, Key="a+b.txt")["ContentType"], "text/plain", "the type")
with step("lists page by page"):
    keys = ["a+b.txt", "copy.bin", "large.bin", "small-copy.txt"]
    sizes = [3, len(large), len(large), 3]
    for operation in ("list_objects_v2", "list_objects"):
        pages = client.get_paginator(operation).paginate(Bucket=bucket, PaginationConfig={"PageSize": 2})
        found = [(entry["Key"], entry["Size"]) for page in pages for entry in page.get("Contents", [])]
        same(found, list(zip(keys, sizes)), f"what {operation} gives")
with step("finds that a key is missing"):
    try:
        client.head_object(Bucket=bucket, Key="missing")
        raise AssertionError("a key that is not there was found")
    except ClientError as error:
        if error.response["Error"]["Code"] != "404":
            raise

client.put_object(Bucket=bucket, Key="lock", Body=b"first")
etag = client.head_object(Bucket=bucket, Key="lock")["ETag"]
refused("creates only what is not there", "it was overwritten", client.put_object, Key="lock", Body=b"2", IfNoneMatch="*")
client.put_object(Bucket=bucket, Key="lock", Body=b"second")
refused("replaces only what it has read", "a newer one was replaced", client.put_object, Key="lock", Body=b"3", IfMatch=etag)
refused("deletes only what it has read", "a newer one was deleted", client.delete_object, Key="lock", IfMatch=etag)
refused("reads only what it has seen", "a newer one was read", client.get_object, Key="lock", IfMatch=etag)
refused(
    "copies only what it has seen",
    "a newer one was copied",
    client.copy_object,
    Key="stale",
    CopySource={"Bucket": bucket, "Key": "lock"},
    CopySourceIfMatch=etag,
)
upload = client.create_multipart_upload(Bucket=bucket, Key="lock")["UploadId"]
part = client.upload_part(Bucket=bucket, Key="lock", UploadId=upload, PartNumber=1, Body=b"4")["ETag"]
refused(
    "completes only what is not there",
    "it was overwritten",
    client.complete_multipart_upload,
    Key="lock",
    UploadId=upload,
    MultipartUpload={"Parts": [{"ETag": part, "PartNumber": 1}]},
    IfNoneMatch="*",
)
with step("aborts an upload"):
    client.abort_multipart_upload(Bucket=bucket, Key="lock", UploadId=upload)
with step("deletes everything"):
    keys = [entry["Key"] for entry in client.list_objects_v2(Bucket=bucket)["Contents"]]
    answer = client.delete_objects(Bucket=bucket, Delete={"Objects": [{"Key": key} for key in keys], "Quiet": True})
    same(answer.get("Errors", []), [], "the errors")
    same(client.list_objects_v2(Bucket=bucket).get("Contents", []), [], "the keys that are left")
