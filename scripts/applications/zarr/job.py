import numpy
import obstore
import zarr
from obstore.store import S3Store
from steps import bucket, endpoint, same, sample_bytes, step
from zarr.storage import ObjectStore

options = {"endpoint": endpoint, "region": "us-east-1", "client_options": {"allow_http": True}}
bare = S3Store(bucket, **options)
root = ObjectStore(S3Store(bucket, prefix="root", **options))
values = numpy.arange(10_000, dtype="int32").reshape(100, 100)
large = sample_bytes("zarr", 20_000_000)


def read(path):
    return zarr.open_array(root, path=path, mode="r")[:]


with step("creates a group"):
    group = zarr.create_group(root)
with step("writes and reads an array in chunks"):
    group.create_array("chunks", shape=values.shape, chunks=(30, 40), dtype="int32")[:] = values
    same(read("chunks").tolist(), values.tolist(), "the array")
with step("writes and reads an array in shards"):
    group.create_array("shards", shape=values.shape, chunks=(10, 10), shards=(50, 50), dtype="int32")[:] = values
    same(zarr.open_array(root, path="shards", mode="r")[15:25, 15:25].tolist(), values[15:25, 15:25].tolist(), "a part")
    same(read("shards").tolist(), values.tolist(), "the array")
with step("finds what is in the group"):
    same(sorted(zarr.open_group(root, mode="r").array_keys()), ["chunks", "shards"], "the arrays")
with step("creates only what is not there"):
    bare.put("lock", b"first", mode="create")
    try:
        bare.put("lock", b"second", mode="create")
        raise AssertionError("it was overwritten")
    except obstore.exceptions.AlreadyExistsError:
        pass
with step("replaces only what it has read"):
    seen = bare.head("lock")
    bare.put("lock", b"second", mode={"e_tag": seen["e_tag"]})
    try:
        bare.put("lock", b"third", mode={"e_tag": seen["e_tag"]})
        raise AssertionError("a newer one was replaced")
    except obstore.exceptions.PreconditionError:
        pass
with step("writes an object in parts and reads it back"):
    bare.put("large.bin", large)
    same(bytes(bare.get("large.bin").bytes()), large, "the object")
    same(bytes(bare.get_range("large.bin", start=10_000_000, length=100)), large[10_000_000:10_000_100], "the range")
with step("lists more than a page"):
    listed = [entry for page in bare.list("many/") for entry in page]
    same(len(listed), 1100, "the number of objects")
    same({entry["size"] for entry in listed}, {6}, "their sizes")
with step("deletes an array"):
    del group["chunks"]
    same(sorted(zarr.open_group(root, mode="r").array_keys()), ["shards"], "the arrays")
    left = [entry["path"] for page in bare.list("root/chunks/") for entry in page]
    same(left, [], "the objects that are left")
