#!/usr/bin/env python3
"""Runs an example of the README on records.

    readme-examples.py README NAME [DATABASE]

NAME is that of the comment `<!-- example: NAME -->` before the example; DATABASE is what `make load` has made, for examples
in SQL: by its name it is SQLite's or DuckDB's. Where the tool that the example is for is not there, says so and ends with
status 77. Prints `ran` where every statement gives something.
"""
import importlib.util
import re
import shutil
import sqlite3
import subprocess
import sys


def example(readme, name):
    with open(readme, encoding="utf-8") as file:
        found = re.search(rf"<!-- example: {name} -->\n```\w+\n(.*?)```", file.read(), re.S)
    if not found:
        sys.exit(f"{readme} has no example '{name}'")
    return found.group(1)


def missing(tool):
    print(f"{tool} is not there")
    sys.exit(77)


def statements(code):
    return [part for part in code.split(";\n") if part.strip()]


def run_duckdb(code, database):
    """What is wrong with a statement, or None."""
    if importlib.util.find_spec("duckdb"):
        import duckdb
        connection = duckdb.connect(database or ":memory:", read_only=bool(database))
        try:
            connection.execute("LOAD fts") if "fts_main" in code else None
        except duckdb.Error:
            missing("DuckDB's extension fts")
        return None if all(connection.execute(one).fetchall() for one in statements(code)) else "nothing found"
    if not shutil.which("duckdb"):
        missing("duckdb")
    done = subprocess.run(["duckdb", database or ":memory:", "-c", code], capture_output=True, text=True)
    return None if done.returncode == 0 and done.stdout.strip() else done.stderr + done.stdout


def main():
    readme, name = sys.argv[1:3]
    database = sys.argv[3] if len(sys.argv) > 3 else None
    code = example(readme, name)
    if name == "pandas":
        if not importlib.util.find_spec("pandas"):
            missing("pandas")
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        wrong = None if done.returncode == 0 and done.stdout.strip() else done.stderr + done.stdout
    elif database and database.endswith(".sqlite"):
        connection = sqlite3.connect(database)
        wrong = None if all(connection.execute(one).fetchall() for one in statements(code)) else "nothing found"
    else:
        wrong = run_duckdb(code, database)
    print(f"failed: {wrong}" if wrong else "ran")


main()
