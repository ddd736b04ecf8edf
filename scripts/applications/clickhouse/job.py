import os

import chdb
from steps import bucket, endpoint, same, step

keys = f"'{os.environ['AWS_ACCESS_KEY_ID']}', '{os.environ['AWS_SECRET_ACCESS_KEY']}'"
numbers = "SELECT number, number % 3 AS part FROM numbers(200000)"
total = [["200000", "19999900000"]]


def ask(text):
    return [line.split("\t") for line in chdb.query(text, "TSV").bytes().decode().splitlines()]


def table(path, form="Parquet"):
    return f"s3('{endpoint}/{bucket}/{path}', {keys}, '{form}')"


def count(path):
    return ask(f"SELECT count(), sum(number) FROM {table(path)}")


with step("writes a file"):
    ask(f"INSERT INTO FUNCTION {table('one.parquet')} {numbers}")
with step("reads it"):
    same(count("one.parquet"), total, "the rows and their sum")
with step("refuses to write over it"):
    try:
        ask(f"INSERT INTO FUNCTION {table('one.parquet')} {numbers}")
    except RuntimeError as error:
        same("already exists" in str(error), True, f"whether it says why ({error})")
    else:
        raise AssertionError("it was overwritten")
with step("writes partitions"):
    ask(f"INSERT INTO FUNCTION {table('data/{_partition_id}.parquet')} PARTITION BY part {numbers}")
with step("reads them by a pattern"):
    same(count("data/*.parquet"), total, "the rows and their sum")
with step("writes a file in parts and reads it"):
    settings = "SETTINGS s3_max_single_part_upload_size = 1000000, s3_min_upload_part_size = 5242880"
    ask(
        f"INSERT INTO FUNCTION {table('large.bin', 'RawBLOB')} "
        f"SELECT repeat('0123456789abcdef', 900000) {settings}, output_format_parallel_formatting = 0"
    )
    found = ask(f"SELECT length(raw_blob), cityHash64(raw_blob) FROM {table('large.bin', 'RawBLOB')}")
    same(found, ask("SELECT 14400000, cityHash64(repeat('0123456789abcdef', 900000))"), "the length and hash")
with step("lists more than a page"):
    same(ask(f"SELECT count() FROM {table('many/*.txt', 'One')}"), [["1100"]], "the number of files")
