import duckdb
import duckdb_extension_httpfs
from steps import bucket, endpoint, same, step

connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})


def ask(text):
    return connection.execute(text).fetchall()


