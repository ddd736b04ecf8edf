from urllib.parse import urlsplit

import chdb
from steps import bucket, endpoint, same, step

keys = "'s3tester', 's3tester-secret'"


def ask(text):
    return [line.split("\t") for line in chdb.query(text, "TSV").bytes().decode().splitlines()]


def table(path, form="Parquet"):
    return f"s3('{endpoint}/{bucket}/{path}', {keys}, '{form}')"


