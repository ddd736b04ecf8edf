import lancedb
from steps import at_once, bucket, endpoint, same, step

options = {"endpoint": endpoint, "allow_http": "true", "region": "us-east-1"}
database = lancedb.connect(f"s3://{bucket}/data", storage_options=options)
rounds, writers = 4, 4


def row(number):
    return {"number": number, "vector": [number / 7, number / 11]}


def numbers():
    return sorted(entry["number"] for entry in database.open_table("t").search().limit(1000).to_list())


with step("creates a table"):
    database.create_table("t", data=[row(0), row(1)])
    same(numbers(), [0, 1], "the rows")
with step("appends from writers at the same time"):
    for turn in range(rounds):
        added = range(2 + turn * writers, 2 + (turn + 1) * writers)
        at_once([lambda number=number: database.open_table("t").add([row(number)]) for number in added])
    same(numbers(), list(range(2 + rounds * writers)), "the rows of writers that all succeeded")
with step("finds the nearest vector"):
    found = database.open_table("t").search([5 / 7, 5 / 11]).limit(1).to_list()
    same([entry["number"] for entry in found], [5], "the nearest")
with step("deletes rows"):
    database.open_table("t").delete("number = 3")
    same(3 in numbers(), False, "whether the row is there")
with step("drops the table"):
    database.drop_table("t")
    same(list(database.list_tables().tables), [], "the tables left")
