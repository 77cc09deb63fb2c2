"""The run that the tests read, and its tables as plain rows."""

import csv
import json
import os
from pathlib import Path

FOLDER = Path(os.environ["WHOSAID_OUTPUT"])
DATABASE = Path(os.environ["WHOSAID_DATABASE"])
TABLES = ["documents", "mentions", "entities", "quotes", "nodes", "edges", "quote_edges", "unknown", "errors"]


def rows(table):
    """The rows of a table as texts, by Python's own reader."""
    csv.field_size_limit(1 << 30)
    with open(FOLDER / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def resource(table):
    """What datapackage.json says of a table."""
    package = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
    return next(resource for resource in package["resources"] if resource["name"] == table)


def fields(table):
    """The columns of a table with their types."""
    return {field["name"]: field["type"] for field in resource(table)["schema"]["fields"]}
