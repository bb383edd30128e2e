#!/usr/bin/env python3
"""Reads files of records, a file a type in each of many folders, as one table a type with every reader that is there.

    readers.py PROGRAM FOLDER...

FOLDER is what `hearsay extract --split` wrote. PyArrow is given the schemas of `hearsay schema --as arrow`, pandas those
of `hearsay schema --as pandas`; Polars and DuckDB find the types themselves, file by file, and must find the same ones. Prints a line a reader; status 77 where
none is there, 1 where types or numbers of rows differ.
"""
import importlib.util
import json
import os
import subprocess
import sys

KINDS = ["document", "entity", "source", "quote", "number", "date", "error"]


def file_of(kind):
    return ("entities" if kind == "entity" else kind + "s") + ".jsonl"


def schemas(program):
    done = subprocess.run([program, "schema", "--as", "arrow"], capture_output=True, check=True)
    return json.loads(done.stdout)


def arrow_type(field):
    import pyarrow as pa
    name, children = field["type"]["name"], field["children"]
    if name == "list":
        return pa.list_(arrow_type(children[0]))
    if name == "struct":
        return pa.struct([pa.field(child["name"], arrow_type(child)) for child in children])
    return {"utf8": pa.string(), "bool": pa.bool_(), "int": pa.int64(), "floatingpoint": pa.float64()}[name]


def with_pyarrow(program, paths):
    import pyarrow as pa
    import pyarrow.json as reader
    schema = {kind: pa.schema([pa.field(field["name"], arrow_type(field)) for field in found["fields"]])
              for kind, found in schemas(program).items()}
    counts = {}
    for kind in KINDS:
        options = reader.ParseOptions(explicit_schema=schema[kind], unexpected_field_behavior="error")
        tables = [reader.read_json(path, parse_options=options, read_options=reader.ReadOptions(block_size=1 << 26))
                  for path in paths[kind] if os.path.getsize(path)]
        counts[kind] = pa.concat_tables(tables).num_rows if tables else 0
    return counts


def with_polars(program, paths):
    import polars
    counts = {}
    for kind in KINDS:
        frames = [polars.read_ndjson(path, infer_schema_length=None) for path in paths[kind] if os.path.getsize(path)]
        counts[kind] = polars.concat(frames, how="vertical_relaxed" if kind == "error" else "diagonal_relaxed").height if frames else 0
    return counts


def with_duckdb(program, paths):
    import duckdb
    counts = {}
    for kind in KINDS:
        some = [path for path in paths[kind] if os.path.getsize(path)]
        counts[kind] = duckdb.execute(
            "SELECT count(*) FROM read_json(?, format = 'newline_delimited', union_by_name = true, "
            "maximum_object_size = 268435456)", [some]).fetchone()[0] if some else 0
    return counts


def with_pandas(program, paths):
    import pandas
    done = subprocess.run([program, "schema", "--as", "pandas"], capture_output=True, check=True)
    counts, types, wanted = {}, {}, json.loads(done.stdout)
    for kind in KINDS:
        # Left to itself pandas takes whole doubles for integers, and texts for dates where they look like some.
        frames = [pandas.read_json(path, lines=True, dtype=False).astype(wanted[kind]) for path in paths[kind]
                  if os.path.getsize(path)]
        counts[kind] = len(pandas.concat(frames)) if frames else 0
        for frame in frames:
            for name in frame:
                types.setdefault((kind, name), set()).add(str(frame[name].dtype))
    mixed = {key: found for key, found in types.items() if len(found) > 1}
    if mixed:
        sys.exit(f"pandas finds several types: {mixed}")
    return counts


def main():
    program, folders = sys.argv[1], sys.argv[2:]
    paths = {kind: [os.path.join(folder, file_of(kind)) for folder in folders] for kind in KINDS}
    lines = {kind: sum(1 for path in paths[kind] for _ in open(path, "rb")) for kind in KINDS}
    readers = [("PyArrow", "pyarrow", with_pyarrow), ("Polars", "polars", with_polars), ("DuckDB", "duckdb", with_duckdb),
               ("pandas", "pandas", with_pandas)]
    there = [row for row in readers if importlib.util.find_spec(row[1])]
    if not there:
        print("no reader is there: python3 -m pip install pyarrow polars duckdb pandas")
        sys.exit(77)
    for name, _, read in there:
        counts = read(program, paths)
        print(f"{name}: {'all rows' if counts == lines else f'{counts} of {lines}'}")
        if counts != lines:
            sys.exit(1)


main()
