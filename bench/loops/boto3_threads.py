"""Puts or gets objects of 1 KB with boto3 and threads, so many in flight: what s3tester is compared with.

Usage: python boto3_threads.py ENDPOINT put|get REQUESTS IN_FLIGHT
"""

import sys
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

endpoint, what, requests, in_flight = sys.argv[1:]
threads = int(in_flight)
content = bytes(1024)
client = boto3.client(
    "s3",
    endpoint_url=f"http://{endpoint}",
    region_name="us-east-1",
    aws_access_key_id="bench",
    aws_secret_access_key="bench-secret",
    config=Config(max_pool_connections=threads, s3={"addressing_style": "path"}),
)


def put(number):
    client.put_object(Bucket="bucket", Key=f"key-{number}", Body=content)


def get(number):
    body = client.get_object(Bucket="bucket", Key=f"key-{number}")["Body"].read()
    if body != content:
        raise SystemExit(f"key-{number}: another body came")


with ThreadPoolExecutor(threads) as pool:
    for _ in pool.map(put if what == "put" else get, range(int(requests))):
        pass
