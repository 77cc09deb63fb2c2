"""datapackage.json, validated by frictionless: every file, hash, column, type, key and reference."""

import json
import shutil
import tempfile
import unittest
from pathlib import Path

import frictionless
from made import FOLDER, TABLES, rows


class Package(unittest.TestCase):
    def test_it_is_valid(self):
        report = frictionless.validate(str(FOLDER / "datapackage.json"))
        self.assertTrue(report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"]))

    def test_a_changed_table_is_noticed(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "run"
            shutil.copytree(FOLDER, copy)
            with open(copy / "edges.csv", "a", encoding="utf-8") as file:
                file.write("person:x,person:y,Undirected,1\n")
            self.assertFalse(frictionless.validate(str(copy / "datapackage.json")).valid)

    def test_every_column_is_described(self):
        package = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
        resources = {resource["name"]: resource for resource in package["resources"]}
        for table in TABLES:
            for field in resources[table]["schema"]["fields"]:
                self.assertTrue(field["description"].endswith("."), (table, field))

    def test_it_tells_of_the_run(self):
        told = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))["whosaid"]
        self.assertEqual(told["counts"]["documents"], len(rows("documents")))
        self.assertEqual(told["counts"]["skipped"], 1)
        self.assertEqual(told["configuration"]["window"], "sentence")
        self.assertRegex(told["configuration"]["gazetteer"]["hash"], "^[0-9a-f]{16}$")


if __name__ == "__main__":
    unittest.main()
