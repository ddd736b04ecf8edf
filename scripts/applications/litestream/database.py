"""Adds rows to a database, or tells which are in it: `database.py FILE add FIRST COUNT`, `database.py FILE tell`."""

import hashlib
import sqlite3
import sys

file, action, *numbers = sys.argv[1:]
database = sqlite3.connect(file)
if action == "add":
    first, count = map(int, numbers)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE IF NOT EXISTS entries (number INTEGER PRIMARY KEY, body BLOB)")
    for number in range(first, first + count):
        body = hashlib.shake_256(str(number).encode()).digest(3000)
        database.execute("INSERT INTO entries VALUES (?, ?)", (number, body))
    database.commit()
else:
    digest = hashlib.sha256()
    count = 0
    for number, body in database.execute("SELECT number, body FROM entries ORDER BY number"):
        digest.update(f"{number}:".encode() + body)
        count += 1
    print(count, digest.hexdigest())
database.close()
