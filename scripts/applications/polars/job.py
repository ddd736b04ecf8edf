import polars
from steps import bucket, endpoint, same, step

options = {"aws_endpoint_url": endpoint, "aws_allow_http": "true"}
count = 60_000
# A footer is asked for as the last 256 KiB: the file must be longer.
mixed = [number * 2654435761 % 2**32 for number in range(count)]
frame = polars.DataFrame({"number": range(count), "part": [number % 3 for number in range(count)], "mixed": mixed})


def same_rows(found, expected, what):
    same(len(found), len(expected), f"the number of {what}")
    same(sum(found), sum(expected), f"the sum of {what}")


def scan(path):
    return polars.scan_parquet(f"s3://{bucket}/{path}", storage_options=options)


with step("writes a file"):
    frame.write_parquet(f"s3://{bucket}/one.parquet", storage_options=options)
with step("reads a column of it"):
    same_rows(scan("one.parquet").select("number").collect()["number"].to_list(), range(count), "values")
with step("writes a partitioned dataset"):
    target = polars.PartitionBy(f"s3://{bucket}/data", key="part")
    frame.lazy().sink_parquet(target, storage_options=options)
with step("scans it"):
    found = scan("data/").select("number").collect()["number"].to_list()
    same_rows(found, range(count), "rows")
    found = scan("data/**/*.parquet").filter(polars.col("part") == 1).collect()["number"].to_list()
    same_rows(found, range(1, count, 3), "rows of one partition")
with step("writes and scans a CSV file"):
    frame.write_csv(f"s3://{bucket}/one.csv", storage_options=options)
    found = polars.scan_csv(f"s3://{bucket}/one.csv", storage_options=options).collect()
    same_rows(found["number"].to_list(), range(count), "rows")
