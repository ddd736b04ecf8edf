import pyarrow
from deltalake import DeltaTable, write_deltalake
from steps import at_once, bucket, endpoint, same, step

table = f"s3://{bucket}/table"
options = {"AWS_ENDPOINT_URL": endpoint, "AWS_ALLOW_HTTP": "true"}
rounds, writers = 3, 4


def rows(*numbers):
    return pyarrow.table({"number": pyarrow.array(numbers, pyarrow.int64())})


def append(number):
    write_deltalake(table, rows(number), mode="append", storage_options=options)


def numbers(version=None):
    return sorted(DeltaTable(table, version=version, storage_options=options).to_pyarrow_table()["number"].to_pylist())


with step("creates a table"):
    write_deltalake(table, rows(1, 2), storage_options=options)
    same(numbers(), [1, 2], "the rows")
with step("appends from writers at the same time"):
    for turn in range(rounds):
        added = range(3 + turn * writers, 3 + (turn + 1) * writers)
        at_once([lambda number=number: append(number) for number in added])
    everything = list(range(1, 3 + rounds * writers))
    same(numbers(), everything, "the rows of writers that all succeeded")
with step("deletes rows"):
    DeltaTable(table, storage_options=options).delete("number = 2")
    everything.remove(2)
    same(numbers(), everything, "the rows")
with step("reads an older version"):
    same(numbers(0), [1, 2], "the rows of version 0")
with step("makes a checkpoint"):
    DeltaTable(table, storage_options=options).create_checkpoint()
    append(100)
    everything.append(100)
    same(numbers(), everything, "the rows")
with step("optimizes and removes the files that are no longer needed"):
    DeltaTable(table, storage_options=options).optimize.compact()
    latest = DeltaTable(table, storage_options=options)
    removed = latest.vacuum(retention_hours=0, enforce_retention_duration=False, dry_run=False)
    if not removed:
        raise AssertionError("vacuum removed nothing")
    same(numbers(), everything, "the rows")
