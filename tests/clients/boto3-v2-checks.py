"""What boto3 does with a server when it signs with Signature Version 2; prints one line per check."""

import os

import boto3
from botocore.config import Config

from checks import check, finish, refuses, same, send

BUCKET = os.environ["CHECK_BUCKET"]
KEY = "signed/ü +.txt"
OBJECT = {"Bucket": BUCKET, "Key": KEY}

s3 = boto3.client(
    "s3",
    config=Config(s3={"addressing_style": "path"}, signature_version="s3", retries={"total_max_attempts": 1}),
)


@check("signs a bucket, an object and what lists them")
def _():
    s3.create_bucket(Bucket=BUCKET, ObjectLockEnabledForBucket=True)
    s3.put_object(**OBJECT, Body=b"first", ContentType="text/plain", Metadata={"owner": "me"})
    same(s3.get_object(**OBJECT)["Body"].read(), b"first")
    same(s3.list_objects_v2(Bucket=BUCKET, Prefix="signed/", MaxKeys=5)["KeyCount"], 1)
    same(len(s3.list_object_versions(Bucket=BUCKET, Prefix="signed/")["Versions"]), 1)
    same(s3.list_multipart_uploads(Bucket=BUCKET).get("Uploads", []), [])
    assert BUCKET in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]


# The name of an operation, what it takes, and the error code that a new bucket answers with: None is success.
for operation, parameters, code in (
    ("get_bucket_accelerate_configuration", {}, None),
    ("get_bucket_acl", {}, None),
    ("get_bucket_analytics_configuration", {"Id": "one"}, "NoSuchConfiguration"),
    ("get_bucket_cors", {}, "NoSuchCORSConfiguration"),
    ("get_bucket_encryption", {}, None),
    ("get_bucket_intelligent_tiering_configuration", {"Id": "one"}, "NoSuchConfiguration"),
    ("get_bucket_inventory_configuration", {"Id": "one"}, "NoSuchConfiguration"),
    ("get_bucket_lifecycle_configuration", {}, "NoSuchLifecycleConfiguration"),
    ("get_bucket_location", {}, None),
    ("get_bucket_logging", {}, None),
    ("get_bucket_metrics_configuration", {"Id": "one"}, "NoSuchConfiguration"),
    ("get_bucket_notification_configuration", {}, None),
    ("get_bucket_ownership_controls", {}, "OwnershipControlsNotFoundError"),
    ("get_bucket_policy", {}, "NoSuchBucketPolicy"),
    ("get_bucket_policy_status", {}, "NoSuchBucketPolicy"),
    ("get_bucket_replication", {}, "ReplicationConfigurationNotFoundError"),
    ("get_bucket_request_payment", {}, None),
    ("get_bucket_tagging", {}, "NoSuchTagSet"),
    ("get_bucket_versioning", {}, None),
    ("get_bucket_website", {}, "NoSuchWebsiteConfiguration"),
    ("get_object_lock_configuration", {}, None),
    ("get_public_access_block", {}, "NoSuchPublicAccessBlockConfiguration"),
    ("get_object_acl", {"Key": KEY}, None),
    ("get_object_attributes", {"Key": KEY, "ObjectAttributes": ["ETag"]}, None),
    ("get_object_legal_hold", {"Key": KEY}, "NoSuchObjectLockConfiguration"),
    ("get_object_retention", {"Key": KEY}, "NoSuchObjectLockConfiguration"),
    ("get_object_tagging", {"Key": KEY}, None),
    ("get_object_torrent", {"Key": KEY}, "NotImplemented"),
):

    @check(f"signs {operation}")
    def _():
        def send_it():
            getattr(s3, operation)(Bucket=BUCKET, **parameters)

        send_it() if code is None else refuses(code, send_it)


@check("signs what writes configurations")
def _():
    block = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, "RestrictPublicBuckets": True}
    s3.put_public_access_block(Bucket=BUCKET, PublicAccessBlockConfiguration=block)
    same(s3.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"], block)
    s3.delete_public_access_block(Bucket=BUCKET)
    rules = [{"ObjectOwnership": "BucketOwnerPreferred"}]
    s3.put_bucket_ownership_controls(Bucket=BUCKET, OwnershipControls={"Rules": rules})
    same(s3.get_bucket_ownership_controls(Bucket=BUCKET)["OwnershipControls"]["Rules"], rules)
    tags = [{"Key": "colour", "Value": "blue"}]
    s3.put_bucket_tagging(Bucket=BUCKET, Tagging={"TagSet": tags})
    s3.put_object_tagging(**OBJECT, Tagging={"TagSet": tags})
    same(s3.get_object_tagging(**OBJECT)["TagSet"], tags)
    s3.put_object_legal_hold(**OBJECT, LegalHold={"Status": "ON"})
    same(s3.get_object_legal_hold(**OBJECT)["LegalHold"], {"Status": "ON"})
    s3.put_object_legal_hold(**OBJECT, LegalHold={"Status": "OFF"})


@check("signs an upload in parts and reads it by part")
def _():
    where = {"Bucket": BUCKET, "Key": "parts"}
    upload = {**where, "UploadId": s3.create_multipart_upload(**where)["UploadId"]}
    etag = s3.upload_part(**upload, PartNumber=1, Body=b"part")["ETag"]
    same(len(s3.list_parts(**upload)["Parts"]), 1)
    s3.complete_multipart_upload(**upload, MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": etag}]})
    same(s3.get_object(**where, PartNumber=1)["Body"].read(), b"part")


@check("presigns an object, one of its versions, and headers of the response")
def _():
    first = s3.head_object(**OBJECT)["VersionId"]
    s3.put_object(**OBJECT, Body=b"second")
    for parameters, body in (
        ({}, b"second"),
        ({"VersionId": first}, b"first"),
        ({"VersionId": first, "ResponseContentType": "text/x-own; charset=utf-8"}, b"first"),
        ({"ResponseContentDisposition": 'attachment; filename="a b.txt"', "ResponseCacheControl": "no-store"}, b"second"),
    ):
        url = s3.generate_presigned_url("get_object", Params={**OBJECT, **parameters}, ExpiresIn=60)
        same(send("GET", url), (200, body))
    put = s3.generate_presigned_url("put_object", Params={**OBJECT, "ContentType": "text/plain"}, ExpiresIn=60)
    same(send("PUT", put, b"by url", {"Content-Type": "text/plain"})[0], 200)
    same(s3.get_object(**OBJECT)["Body"].read(), b"by url")


@check("presigns a listing and a configuration")
def _():
    for operation in ("list_objects_v2", "get_bucket_encryption", "get_bucket_location"):
        url = s3.generate_presigned_url(operation, Params={"Bucket": BUCKET}, ExpiresIn=60)
        same(send("GET", url)[0], 200)


@check("signs the deletion of several objects")
def _():
    listing = s3.list_object_versions(Bucket=BUCKET)
    versions = [{"Key": item["Key"], "VersionId": item["VersionId"]} for item in listing["Versions"]]
    same(len(s3.delete_objects(Bucket=BUCKET, Delete={"Objects": versions})["Deleted"]), len(versions))
    s3.delete_bucket(Bucket=BUCKET)


finish()
