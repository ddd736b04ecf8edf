"""The ten common calls by boto3, of the version that is installed where this runs."""
import os
import urllib.request

import boto3
from botocore.config import Config

BUCKET = os.environ["DIALECT_BUCKET"]
SMALL = b"s" * 1024


def main():
    config = Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1})
    s3 = boto3.client("s3", endpoint_url=os.environ["AWS_ENDPOINT_URL"], config=config)
    s3.put_object(Bucket=BUCKET, Key="put", Body=SMALL, Metadata={"owner": "me"})
    s3.head_object(Bucket=BUCKET, Key="put")
    s3.get_object(Bucket=BUCKET, Key="put")["Body"].read()
    s3.copy_object(Bucket=BUCKET, Key="copy", CopySource={"Bucket": BUCKET, "Key": "put"})
    more = {}
    while True:
        page = s3.list_objects_v2(Bucket=BUCKET, MaxKeys=1, **more)
        if not page.get("NextContinuationToken"):
            break
        more = {"ContinuationToken": page["NextContinuationToken"]}
    upload_in_parts(s3)
    with open(os.environ["DIALECT_LARGE_FILE"], "rb") as stream:
        s3.put_object(Bucket=BUCKET, Key="stream", Body=stream)
    s3.get_object(Bucket=BUCKET, Key="stream")["Body"].read()
    presign(s3)
    s3.delete_object(Bucket=BUCKET, Key="copy")
    objects = [{"Key": key} for key in ("put", "parts", "stream", "presigned")]
    s3.delete_objects(Bucket=BUCKET, Delete={"Objects": objects})


def upload_in_parts(s3):
    where = {"Bucket": BUCKET, "Key": "parts"}
    upload = s3.create_multipart_upload(**where)["UploadId"]
    parts = []
    for number, body in enumerate((b"p" * 5 * 1024 * 1024, SMALL), 1):
        part = s3.upload_part(**where, UploadId=upload, PartNumber=number, Body=body)
        parts.append({"PartNumber": number, "ETag": part["ETag"]})
    s3.complete_multipart_upload(**where, UploadId=upload, MultipartUpload={"Parts": parts})


def presign(s3):
    where = {"Bucket": BUCKET, "Key": "presigned"}
    link = s3.generate_presigned_url("put_object", Params=where)
    urllib.request.urlopen(urllib.request.Request(link, data=SMALL, method="PUT", headers={"Content-Type": ""})).read()
    urllib.request.urlopen(s3.generate_presigned_url("get_object", Params=where)).read()


main()
