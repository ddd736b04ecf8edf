import os

import polars
from steps import bucket, endpoint, folder, same, step

options = {"aws_endpoint_url": endpoint, "aws_allow_http": "true"}
frame = polars.DataFrame({"number": range(3000), "part": [number % 3 for number in range(3000)]})


def scan(path):
    return polars.scan_parquet(f"s3://{bucket}/{path}", storage_options=options)


with step("writes a file"):
    frame.write_parquet(f"s3://{bucket}/one.parquet", storage_options=options)
with step("reads a column of it"):
    same(scan("one.parquet").select("number").collect()["number"].to_list(), list(range(3000)), "the column")
with step("writes a partitioned dataset"):
    target = polars.PartitionBy(f"s3://{bucket}/data", key="part")
    frame.lazy().sink_parquet(target, storage_options=options)
with step("scans it"):
    found = scan("data/").select("number").collect()["number"].to_list()
    same(sorted(found), list(range(3000)), "the rows")
    found = scan("data/**/*.parquet").filter(polars.col("part") == 1).collect()["number"].to_list()
    same(sorted(found), list(range(1, 3000, 3)), "the rows of one partition")
with step("writes and scans a CSV file"):
    frame.write_csv(f"s3://{bucket}/one.csv", storage_options=options)
    found = polars.scan_csv(f"s3://{bucket}/one.csv", storage_options=options).collect()
    same(found["number"].to_list(), list(range(3000)), "the rows")
