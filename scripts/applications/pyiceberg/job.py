import pyarrow
from pyarrow import fs
from pyiceberg.catalog.sql import SqlCatalog
from steps import bucket, endpoint, folder, same, step

catalog = SqlCatalog(
    "c", uri=f"sqlite:///{folder}/catalog.db", warehouse=f"s3://{bucket}/warehouse", **{"s3.endpoint": endpoint}
)


def rows(*numbers):
    return pyarrow.table({"number": pyarrow.array(numbers, pyarrow.int64())})


def numbers(**scan):
    return sorted(catalog.load_table("n.t").scan(**scan).to_arrow()["number"].to_pylist())


with step("creates a table"):
    catalog.create_namespace("n")
    table = catalog.create_table("n.t", schema=rows(1).schema)
with step("appends"):
    table.append(rows(1, 2))
    first = table.current_snapshot().snapshot_id
    table.append(rows(3, 4))
    same(numbers(), [1, 2, 3, 4], "the rows")
with step("refuses an append from a writer that has read an older version"):
    stale = catalog.load_table("n.t")
    table.append(rows(5))
    stale.append(rows(6))
    same(numbers(), [1, 2, 3, 4, 5, 6], "the rows")
with step("deletes rows"):
    catalog.load_table("n.t").delete("number = 2")
    same(numbers(), [1, 3, 4, 5, 6], "the rows")
with step("reads an older snapshot"):
    same(numbers(snapshot_id=first), [1, 2], "the rows of the first snapshot")
with step("purges the table"):
    files = [task.file.file_path.removeprefix("s3://") for task in catalog.load_table("n.t").scan().plan_files()]
    catalog.purge_table("n.t")
    found = fs.S3FileSystem(endpoint_override=endpoint).get_file_info(files)
    same({info.type for info in found}, {fs.FileType.NotFound}, "what became of the data files")
