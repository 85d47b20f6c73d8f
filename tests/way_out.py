"""Reads an export with Python's standard library alone: no package of ours, none of anybody else.

Run as a program (python -I -S way_out.py EXPORT), it prints the whole journal as JSON: by kind and id every field,
numbers as their digits, and of each attached file how many bytes there are and their SHA-256.
"""

import csv
import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

QUANTITY = ("value", "unit", "comparator")


def from_json(path):
    """Read the one file of text, and the files beside it."""
    whole = json.loads(path.read_text("utf-8"))
    assert (whole["format"], whole["version"]) == ("treatment-journal", 1)
    files = {key: (path.parent / name).read_bytes() for key, name in whole["files"].items()}
    return {kind: {each["id"]: each for each in records} for kind, records in whole["records"].items()}, files


def from_csv(path):
    """Read tables, out of a zip or a folder."""
    if path.is_dir():
        names = [str(each.relative_to(path)).replace("\\", "/") for each in path.rglob("*") if each.is_file()]
        read = lambda name: (path / name).read_bytes()
    else:
        archive = zipfile.ZipFile(path)
        names, read = archive.namelist(), archive.read
    table = lambda name: list(csv.DictReader(io.StringIO(read(name).decode("utf-8-sig"), newline="")))
    records = {}
    for name in names:
        if name.endswith(".csv") and "/" not in name:
            kind = "".join(word.capitalize() for word in name[: -len(".csv")].split("_"))
            rows = table(name)
            if rows:
                records[kind] = {row["id"]: joined(row) for row in rows}
    files = {row["id"]: read(f"files/{row['file']}") for row in table("files/index.csv")}
    return records, files


def joined(row):
    """Put the three columns of a quantity together."""
    whole = dict(row)
    for column in row:
        name = column.removesuffix("_value")
        parts = [f"{name}_{part}" for part in QUANTITY]
        if name != column and all(part in row for part in parts):
            given = dict(zip(QUANTITY, (whole.pop(part) for part in parts), strict=True))
            whole[name] = given if given["value"] else ""
    return whole


if __name__ == "__main__":
    assert not any("site-packages" in place for place in sys.path)
    source = Path(sys.argv[1])
    records, files = from_json(source) if source.suffix == ".json" else from_csv(source)
    said = {key: [len(data), hashlib.sha256(data).hexdigest()] for key, data in files.items()}
    sys.stdout.buffer.write(json.dumps({"records": records, "files": said}).encode())
