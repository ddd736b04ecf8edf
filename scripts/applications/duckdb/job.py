import os
from pathlib import Path

import duckdb
import duckdb_extension_httpfs
from steps import bucket, endpoint, same, step

extension = next(Path(duckdb_extension_httpfs.__file__).parent.rglob("*.duckdb_extension"))
connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})


def ask(text):
    return connection.execute(text).fetchall()


with step("connects"):
    ask(f"LOAD '{extension}'")
    ask(
        f"CREATE SECRET (TYPE s3, KEY_ID '{os.environ['AWS_ACCESS_KEY_ID']}', SECRET '{os.environ['AWS_SECRET_ACCESS_KEY']}', "
        f"REGION 'us-east-1', URL_STYLE 'path', USE_SSL false, ENDPOINT '{endpoint.removeprefix('http://')}')"
    )
    ask("CREATE TABLE numbers AS SELECT range AS number, range % 3 AS part FROM range(200000)")
with step("writes Parquet"):
    ask(f"COPY numbers TO 's3://{bucket}/one.parquet' (ROW_GROUP_SIZE 20000)")
with step("reads it"):
    total = ask(f"SELECT count(*), sum(number) FROM read_parquet('s3://{bucket}/one.parquet')")
    same(total, [(200000, 19999900000)], "the rows and their sum")
    few = ask(f"SELECT number FROM read_parquet('s3://{bucket}/one.parquet') WHERE number BETWEEN 150000 AND 150002")
    same(sorted(few), [(150000,), (150001,), (150002,)], "the rows of a range")
with step("writes CSV and reads it"):
    ask(f"COPY numbers TO 's3://{bucket}/one.csv'")
    same(ask(f"SELECT count(*), sum(number) FROM read_csv('s3://{bucket}/one.csv')"), total, "the rows and their sum")
with step("writes partitions"):
    ask(f"COPY numbers TO 's3://{bucket}/data' (FORMAT parquet, PARTITION_BY part)")
with step("reads them by a pattern"):
    found = ask(f"SELECT count(*), sum(number) FROM read_parquet('s3://{bucket}/data/*/*.parquet')")
    same(found, total, "the rows and their sum")
with step("refuses to write over partitions"):
    try:
        ask(f"COPY numbers TO 's3://{bucket}/data' (FORMAT parquet, PARTITION_BY part)")
    except duckdb.IOException as error:
        same("not empty" in str(error), True, f"whether it says why ({error})")
    else:
        raise AssertionError("it wrote beside what was there")
with step("lists more than a page"):
    same(ask(f"SELECT count(*) FROM glob('s3://{bucket}/many/*.txt')"), [(1100,)], "the number of files")
