"""The tables in pandas and DuckDB: types as meant, "NA" and "None" kept."""

import unittest

import duckdb
import pandas
from made import FOLDER, TABLES, fields, rows

PANDAS = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"}


class Tables(unittest.TestCase):
    def test_pandas_reads_every_cell(self):
        for table in TABLES:
            frame = pandas.read_csv(FOLDER / f"{table}.csv", keep_default_na=False, dtype=str)
            self.assertEqual(frame.to_dict("records"), rows(table), table)

    def test_pandas_takes_the_types_of_the_package(self):
        for table in TABLES:
            types = {name: PANDAS[kind] for name, kind in fields(table).items()}
            texts = [name for name, kind in types.items() if kind == "str"]
            others = {name: [""] for name in types if name not in texts}
            path = FOLDER / f"{table}.csv"
            frame = pandas.read_csv(path, keep_default_na=False, na_values=others, dtype=types)
            self.assertEqual(list(frame.columns), list(types))
            for name in texts:
                self.assertEqual(list(frame[name]), [row[name] for row in rows(table)], (table, name))

    def test_awkward_words_are_kept(self):
        frame = pandas.read_csv(FOLDER / "documents.csv", keep_default_na=False, dtype=str)
        for word in ["None", "null", "nan", '=HYPERLINK("http://example.org")']:
            self.assertIn(word, list(frame["title"]))
        self.assertIn("NA", list(frame["outlet"]))
        self.assertIn("007", list(frame["document"]))

    def test_duckdb_guesses_what_is_meant(self):
        wanted = {"integer": {"BIGINT"}, "number": {"DOUBLE", "BIGINT"}, "boolean": {"BOOLEAN"}}
        for table in TABLES:
            if not rows(table):
                continue
            relation = duckdb.sql(f"SELECT * FROM read_csv('{FOLDER / table}.csv')")
            filled = {name for row in rows(table) for name, cell in row.items() if cell}
            for (name, kind), guessed in zip(fields(table).items(), map(str, relation.types)):
                if name in filled and kind in wanted:
                    self.assertIn(guessed, wanted[kind], (table, name))
            self.assertEqual(len(relation.fetchall()), len(rows(table)), table)

    def test_duckdb_joins_by_ids(self):
        found = duckdb.sql(
            f"SELECT count(*) FROM '{FOLDER / 'edges.csv'}' AS e JOIN '{FOLDER / 'nodes.csv'}' AS a ON a.id = e.source "
            f"JOIN '{FOLDER / 'nodes.csv'}' AS b ON b.id = e.target"
        ).fetchall()
        self.assertEqual(found[0][0], len(rows("edges")))

    def test_the_excel_preset_marks_its_encoding_and_runs_nothing(self):
        frame = pandas.read_csv(FOLDER / "excel" / "documents.csv", keep_default_na=False, dtype=str)
        self.assertEqual((FOLDER / "excel" / "documents.csv").read_bytes()[:3], b"\xef\xbb\xbf")
        self.assertEqual(frame.columns[0], "document")
        for row in frame.to_dict("records"):
            for cell in row.values():
                self.assertFalse(cell.startswith(("=", "+", "-", "@")), cell)


if __name__ == "__main__":
    unittest.main()
