"""The database in sqlite3: the same rows as the tables, keys that hold, and a search that finds."""

import sqlite3
import unittest

from made import DATABASE, TABLES, fields, rows

MAKE = {"string": str, "integer": int, "number": float, "boolean": lambda cell: int(cell == "true")}


class Database(unittest.TestCase):
    def setUp(self):
        self.database = sqlite3.connect(f"file:{DATABASE}?mode=ro", uri=True)
        self.addCleanup(self.database.close)

    def test_it_is_whole(self):
        self.assertEqual(self.database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        self.assertEqual(self.database.execute("PRAGMA foreign_key_check").fetchall(), [])

    def test_the_tables_are_those_of_the_run(self):
        for table in TABLES:
            kinds = list(fields(table).values())
            wanted = [
                tuple(MAKE[kind](cell) if cell else None for kind, cell in zip(kinds, row.values())) for row in rows(table)
            ]
            self.assertEqual(self.database.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall(), wanted, table)

    def test_quotations_are_found_by_their_words(self):
        sql = "SELECT speaker_name FROM quotes WHERE rowid IN (SELECT rowid FROM quotes_fts WHERE quotes_fts MATCH ?)"
        self.assertEqual(self.database.execute(sql, ["peace"]).fetchall(), [("Angela Merkel",)])

    def test_ids_are_looked_up_by_an_index(self):
        plan = self.database.execute("EXPLAIN QUERY PLAN SELECT * FROM mentions WHERE entity = 'x'").fetchall()
        self.assertIn("USING INDEX", plan[0][3])


if __name__ == "__main__":
    unittest.main()
