"""The workbook in openpyxl and, where it is installed, LibreOffice."""

import csv
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import openpyxl
from made import FOLDER, TABLES, fields, rows
from openpyxl.utils.escape import unescape

WORKBOOK = FOLDER / "whosaid.xlsx"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def shown(value):
    """What Excel shows: openpyxl leaves the escapes of the format as they are."""
    return unescape(value) if isinstance(value, str) else value


class Workbook(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.book = openpyxl.load_workbook(WORKBOOK)

    def test_a_sheet_for_each_table(self):
        self.assertEqual(self.book.sheetnames, ["about", *TABLES])

    def test_every_cell_is_there_with_its_type(self):
        make = {"string": str, "integer": int, "number": float, "boolean": lambda cell: cell == "true"}
        for table in TABLES:
            kinds = list(fields(table).values())
            found = [tuple(map(shown, row)) for row in self.book[table].iter_rows(min_row=2, values_only=True)]
            wanted = [
                tuple(make[kind](cell) if cell else None for kind, cell in zip(kinds, row.values())) for row in rows(table)
            ]
            self.assertEqual(found[: len(wanted)], wanted, table)

    def test_text_is_text(self):
        for sheet in self.book:
            for row in sheet.iter_rows():
                for cell in row:
                    self.assertNotEqual(cell.data_type, "f", cell.value)

    def test_headers_stay_in_sight_and_filter(self):
        for table in TABLES:
            self.assertEqual(self.book[table].freeze_panes, "A2")
            self.assertTrue(self.book[table].auto_filter.ref)

    def test_quotations_link_to_their_articles(self):
        urls = {row["document"]: row["url"] for row in rows("documents")}
        linked = 0
        for row in self.book["quotes"].iter_rows(min_row=2):
            cell = row[1]
            url = urls[cell.value]
            if url.startswith("https://"):
                self.assertEqual(cell.hyperlink.target, url)
                linked += 1
            else:
                self.assertIsNone(cell.hyperlink)
        self.assertGreater(linked, 2)

    @unittest.skipUnless(OFFICE, "LibreOffice is not installed")
    def test_libreoffice_reads_the_same(self):
        with tempfile.TemporaryDirectory() as folder:
            command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
            command += ["csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"]
            subprocess.run([*command, "--outdir", folder, str(WORKBOOK)], check=True, capture_output=True, timeout=300)
            with open(Path(folder) / "whosaid-quotes.csv", encoding="utf-8", newline="") as file:
                found = [row["text"] for row in csv.DictReader(file)]
        self.assertEqual(found, [row["text"] for row in rows("quotes")])


if __name__ == "__main__":
    unittest.main()
