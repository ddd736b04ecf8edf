import pyarrow
from pyarrow import dataset, fs, parquet
from steps import bucket, endpoint, same, sample_bytes, step

store = fs.S3FileSystem(endpoint_override=endpoint)
large = sample_bytes("pyarrow", 20_000_000)
table = pyarrow.table({"number": list(range(1000)), "part": [number % 3 for number in range(1000)]})


def read(path):
    with store.open_input_stream(f"{bucket}/{path}") as stream:
        return stream.read()


def names(path, **more):
    found = store.get_file_info(fs.FileSelector(f"{bucket}/{path}", **more))
    return sorted(info.base_name for info in found if info.type == fs.FileType.File)


with step("writes a file in parts"):
    with store.open_output_stream(f"{bucket}/large.bin") as stream:
        stream.write(large)
with step("reads it back"):
    same(read("large.bin"), large, "the file")
    with store.open_input_file(f"{bucket}/large.bin") as file:
        same(file.read_at(100, 10_000_000), large[10_000_000:10_000_100], "the range")
with step("makes folders and lists them"):
    store.create_dir(f"{bucket}/folder/deep")
    with store.open_output_stream(f"{bucket}/folder/deep/a+b.txt") as stream:
        stream.write(b"one")
    same(read("folder/deep/a+b.txt"), b"one", "the file")
    same(store.get_file_info(f"{bucket}/folder/deep").type, fs.FileType.Directory, "what the folder is")
    same(names("folder", recursive=True), ["a+b.txt"], "the files")
    same(names("folder"), [], "the files outside of the inner folder")
with step("lists more than a page"):
    same(len(names("many")), 1100, "the number of files")
with step("moves a file"):
    store.move(f"{bucket}/folder/deep/a+b.txt", f"{bucket}/folder/moved.txt")
    same(read("folder/moved.txt"), b"one", "the file")
    same(names("folder", recursive=True), ["moved.txt"], "the files")
with step("writes and scans a partitioned dataset"):
    parquet.write_to_dataset(table, f"{bucket}/data", partition_cols=["part"], filesystem=store)
    found = dataset.dataset(f"{bucket}/data", filesystem=store, partitioning="hive").to_table()
    same(sorted(found["number"].to_pylist()), list(range(1000)), "the rows")
with step("deletes folders"):
    store.delete_dir(f"{bucket}/data")
    store.delete_dir(f"{bucket}/folder")
    for path in ("data", "folder"):
        same(store.get_file_info(f"{bucket}/{path}").type, fs.FileType.NotFound, f"what {path} is")
