"""Runs with hostile words and without any article: every reader opens every file, and the words are as they were."""

import json
import os
import sqlite3
import unittest
from pathlib import Path

import duckdb
import frictionless
import igraph
import networkx
import openpyxl
import pandas
from made import TABLES
from openpyxl.utils.escape import unescape

LEFT = Path(os.environ["WHOSAID_LEFT"])
WORDS = ["=cmd|' /C calc'!A0", "</script><b>", "+972 Magazine", "@POTUS", "😀", "שלום", "\u202ex", "_x0041_", '"q"', "]]>"]
WORDS += ["' OR 1=1; --", "null", "n" * 40_000]


class Hostile(unittest.TestCase):
    def test_every_reader_opens_every_file(self):
        for name in ["hostile", "empty"]:
            folder = LEFT / name
            report = frictionless.validate(str(folder / "datapackage.json"))
            self.assertTrue(report.valid, (name, report.flatten(["rowNumber", "fieldName", "type", "note"])))
            for file in ["graph.gexf", "quote_graph.gexf", "graph-dynamic.gexf"]:
                networkx.read_gexf(folder / file)
            networkx.read_graphml(folder / "graph.graphml")
            igraph.Graph.Read_GraphML(str(folder / "graph.graphml"))
            json.loads((folder / "graph.json").read_text(encoding="utf-8"))
            self.assertEqual(openpyxl.load_workbook(folder / "whosaid.xlsx").sheetnames, ["about", *TABLES])
            with sqlite3.connect(folder / "news.db") as database:
                self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
            for table in TABLES:
                duckdb.sql(f"SELECT * FROM read_csv('{folder / table}.csv', max_line_size = 10000000)").fetchall()

    def test_words_are_kept(self):
        folder = LEFT / "hostile"
        frame = pandas.read_csv(folder / "nodes.csv", keep_default_na=False, dtype=str)
        gexf = networkx.read_gexf(folder / "graph.gexf").nodes.values()
        with sqlite3.connect(folder / "news.db") as database:
            kept = {row[0] for row in database.execute("SELECT label FROM nodes")}
        for words in WORDS:
            self.assertIn(words, set(frame["label"]))
            self.assertIn(words, {node["label"] for node in gexf})
            self.assertIn(words, kept)

    def test_a_cell_that_is_too_long_says_so(self):
        book = openpyxl.load_workbook(LEFT / "hostile" / "whosaid.xlsx")
        labels = [unescape(row[0]) for row in book["nodes"].iter_rows(min_row=2, min_col=2, max_col=2, values_only=True)]
        for words in WORDS[:-1]:
            self.assertIn(words, labels)
        longest = max(labels, key=len)
        self.assertEqual(len(longest), 32_767)
        self.assertTrue(longest.endswith("[cut here: the whole is in the CSV file]"))
        notes = {row[0]: row[3] for row in book["about"].iter_rows(min_row=2, values_only=True)}
        self.assertEqual(notes["nodes"], "the ends of cells longer than 32767 characters, 1 in all: see nodes.csv")


if __name__ == "__main__":
    unittest.main()
