"""What pyarrow (the AWS SDK for C++) has of the ten common calls."""
import os
from urllib.parse import urlsplit

from pyarrow import fs

BUCKET = os.environ["DIALECT_BUCKET"]
SMALL = b"s" * 1024


def main():
    endpoint = urlsplit(os.environ["AWS_ENDPOINT_URL"])
    s3 = fs.S3FileSystem(endpoint_override=endpoint.netloc, scheme=endpoint.scheme)
    write(s3, "put", SMALL)
    s3.get_file_info(f"{BUCKET}/put")
    with s3.open_input_file(f"{BUCKET}/put") as source:
        source.read()
    s3.copy_file(f"{BUCKET}/put", f"{BUCKET}/copy")
    s3.get_file_info(fs.FileSelector(BUCKET, recursive=True))
    with open(os.environ["DIALECT_LARGE_FILE"], "rb") as stream:
        write(s3, "parts", stream.read())
    with s3.open_input_file(f"{BUCKET}/parts") as source:
        source.read()
    s3.delete_file(f"{BUCKET}/copy")
    s3.create_dir(f"{BUCKET}/folder")
    write(s3, "folder/inside", SMALL)
    s3.delete_dir(f"{BUCKET}/folder")


def write(s3, key, data):
    with s3.open_output_stream(f"{BUCKET}/{key}") as target:
        target.write(data)


main()
