#!/usr/bin/env python3
"""Makes a database of records: a table a type, with keys, types, indices and full text, the same in SQLite and DuckDB.

    load.py FOLDER [--to sqlite|duckdb] [--database FILE] [--program PROGRAM]

FOLDER is what `hearsay extract --into` or `--split` wrote, or a file of records. Without --to it is DuckDB where its
program or its Python package is there, else SQLite, which comes with Python. The tables are those that
`hearsay schema --as sql` prints: what is nested in a record stands in columns of its own (`source.name` in `source_name`),
lists are JSON.
"""
import argparse
import gzip
import importlib.util
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

# What full text is searched in, by table.
TEXTS = {"quotes": ["text", "source_name"], "sources": ["name", "condition"], "documents": ["title", "text"]}


def files(path):
    """The files of records below a path, in the order of their names."""
    if not os.path.isdir(path):
        yield path
        return
    for root, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith((".jsonl", ".jsonl.gz")) and not name.startswith("."):
                yield os.path.join(root, name)


def records(path):
    for name in files(path):
        opened = gzip.open(name, "rt", encoding="utf-8") if name.endswith(".gz") else open(name, encoding="utf-8")
        with opened as file:
            for number, line in enumerate(file, 1):
                try:
                    record = json.loads(line)
                except ValueError as error:
                    sys.exit(f"{name}:{number}: no record: {error}")
                if isinstance(record, dict) and "type" in record:
                    yield record


def flat(record, prefix=""):
    """A record with what is nested in it in keys of its own, and lists as JSON."""
    row = {}
    for key, value in record.items():
        if isinstance(value, dict):
            row.update(flat(value, prefix + key + "_"))
        else:
            row[prefix + key] = json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
    return row


def tables(program):
    """The statements that make the tables and those that make the indices, and the columns by table."""
    done = subprocess.run([program, "schema", "--as", "sql"], capture_output=True, text=True, check=True)
    statements = [part.strip() for part in done.stdout.split(";\n") if part.strip()]
    columns = {}
    for statement in statements:
        found = re.match(r"CREATE TABLE (\w+) \((.*)\)$", statement, re.S)
        if found:
            columns[found.group(1)] = re.findall(r'^  "(\w+)"', found.group(2), re.M)
    return ([s for s in statements if s.startswith("CREATE TABLE")],
            [s for s in statements if s.startswith("CREATE INDEX")], columns)


def views():
    """The statements of the views that answer the usual questions (`views.sql`)."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "views.sql"), encoding="utf-8") as file:
        text = re.sub(r"^--.*\n", "", file.read(), flags=re.M)
    return [part.strip() for part in text.split(";") if part.strip()]


def table_of(kind):
    return "entities" if kind == "entity" else kind + "s"


def rows(path, columns):
    """Each record as its table with the values of its columns."""
    for record in records(path):
        table = table_of(record.pop("type"))
        if table in columns:
            row = flat(record)
            yield table, [row.get(name) for name in columns[table]]


def load_sqlite(folder, database, program):
    made, indices, columns = tables(program)
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    for statement in made:
        connection.execute(statement)
    waiting = {table: [] for table in columns}

    def write(table):
        places = ", ".join("?" * len(columns[table]))
        connection.executemany(f"INSERT INTO {table} VALUES ({places})", waiting[table])
        waiting[table] = []

    for table, row in rows(folder, columns):
        waiting[table].append(row)
        if len(waiting[table]) >= 1000:
            write(table)
    for table in columns:
        write(table)
    for statement in indices + views():
        connection.execute(statement)
    for table, texts in TEXTS.items():
        connection.execute(f"CREATE VIRTUAL TABLE {table}_text USING fts5 ({', '.join(texts)}, content = '{table}')")
        connection.execute(f"INSERT INTO {table}_text ({table}_text) VALUES ('rebuild')")
    connection.execute("PRAGMA optimize")
    connection.commit()
    connection.close()


def load_duckdb(folder, database, program):
    made, indices, columns = tables(program)
    with tempfile.TemporaryDirectory(dir=os.path.dirname(database) or ".") as work:
        opened = {table: open(os.path.join(work, table + ".jsonl"), "w", encoding="utf-8") for table in columns}
        for table, row in rows(folder, columns):
            opened[table].write(json.dumps(dict(zip(columns[table], row))) + "\n")
        for file in opened.values():
            file.close()
        statements = list(made)
        for table, statement in zip(columns, made):
            types = dict(re.findall(r'^  "(\w+)" (\w+)', statement, re.M))
            path = os.path.join(work, table + ".jsonl").replace("'", "''")
            given = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
            statements.append(f"INSERT INTO {table} SELECT * FROM read_json('{path}', format = 'newline_delimited', "
                              f"columns = {{{given}}}, maximum_object_size = 268435456)")
        run_duckdb(database, statements + indices + views(), needed=True)
    # Full text is an extension of DuckDB that may not be there.
    texts = ", ".join
    for table, names in TEXTS.items():
        quoted = texts("'" + name + "'" for name in names)
        if not run_duckdb(database, ["LOAD fts", f"PRAGMA create_fts_index('{table}', 'id', {quoted})"], needed=False):
            print("DuckDB's extension 'fts' is not installed: the database has no full text (INSTALL fts adds it)",
                  file=sys.stderr)
            break


def run_duckdb(database, statements, needed):
    """Runs statements by the Python package, else by the program; whether that went well."""
    if importlib.util.find_spec("duckdb"):
        import duckdb
        connection = duckdb.connect(database)
        try:
            for statement in statements:
                connection.execute(statement)
            return True
        except duckdb.Error as error:
            if needed:
                sys.exit(f"{database}: {error}")
            return False
        finally:
            connection.close()
    done = subprocess.run(["duckdb", "-init", "/dev/null", "-bail", database], input=";\n".join(statements) + ";\n",
                          capture_output=True, text=True)
    if done.returncode and needed:
        sys.exit(f"{database}: {done.stderr}")
    return done.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--to", choices=["sqlite", "duckdb"])
    parser.add_argument("--database")
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".build", "release", "hearsay")
    parser.add_argument("--program", default=here if os.path.exists(here) else "hearsay")
    options = parser.parse_args()
    if not os.path.exists(options.folder):
        sys.exit(f"{options.folder}: there are no records")
    has_duckdb = bool(importlib.util.find_spec("duckdb") or shutil.which("duckdb"))
    kind = options.to or ("duckdb" if has_duckdb else "sqlite")
    if kind == "duckdb" and not has_duckdb:
        sys.exit("DuckDB is not there: python3 -m pip install duckdb, or see https://duckdb.org; DB=sqlite does without")
    folder = options.folder if os.path.isdir(options.folder) else os.path.dirname(options.folder) or "."
    database = options.database or os.path.join(folder, "records." + kind)
    work = database + ".part"
    for name in (work, work + ".wal"):
        if os.path.exists(name):
            os.remove(name)
    (load_duckdb if kind == "duckdb" else load_sqlite)(options.folder, work, options.program)
    os.replace(work, database)
    print(database)


main()
