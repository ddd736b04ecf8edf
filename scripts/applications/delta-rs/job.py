import pyarrow
from deltalake import DeltaTable, write_deltalake
from pyarrow import fs
from steps import bucket, endpoint, same, step

table = f"s3://{bucket}/table"
options = {"AWS_ENDPOINT_URL": endpoint, "AWS_ALLOW_HTTP": "true"}


def rows(*numbers):
    return pyarrow.table({"number": pyarrow.array(numbers, pyarrow.int64())})


def numbers(version=None):
    return sorted(DeltaTable(table, version=version, storage_options=options).to_pyarrow_table()["number"].to_pylist())


with step("creates a table"):
    write_deltalake(table, rows(1, 2), storage_options=options)
    same(numbers(), [1, 2], "the rows")
with step("appends from two writers that have read the same version"):
    first = DeltaTable(table, storage_options=options)
    second = DeltaTable(table, storage_options=options)
    write_deltalake(first, rows(3), mode="append")
    write_deltalake(second, rows(4), mode="append")
    same(numbers(), [1, 2, 3, 4], "the rows of two writers that both succeeded")
with step("deletes rows"):
    DeltaTable(table, storage_options=options).delete("number = 2")
    same(numbers(), [1, 3, 4], "the rows")
with step("reads an older version"):
    same(numbers(1), [1, 2, 3], "the rows of version 1")
with step("makes a checkpoint"):
    DeltaTable(table, storage_options=options).create_checkpoint()
    write_deltalake(table, rows(5), mode="append", storage_options=options)
    same(numbers(), [1, 3, 4, 5], "the rows")
with step("optimizes and removes the files that are no longer needed"):
    DeltaTable(table, storage_options=options).optimize.compact()
    latest = DeltaTable(table, storage_options=options)
    removed = latest.vacuum(retention_hours=0, enforce_retention_duration=False, dry_run=False)
    if not removed:
        raise AssertionError("vacuum removed nothing")
    same(numbers(), [1, 3, 4, 5], "the rows")
    kept = {uri.rsplit("/", 1)[1] for uri in DeltaTable(table, storage_options=options).file_uris()}
    store = fs.S3FileSystem(endpoint_override=endpoint)
    there = {file.base_name for file in store.get_file_info(fs.FileSelector(f"{bucket}/table"))}
    same({name for name in there if name.endswith(".parquet")}, kept, "the files that are left")
