#!/usr/bin/env python3
"""Runs an example of the README on records.

    readme-examples.py README NAME [FILE]

NAME is that of the comment `<!-- example: NAME -->` before the example; FILE is the database of a `sqlite` example.
Where the tool that the example is for is not there, says so and ends with status 77.
"""
import importlib.util
import re
import shutil
import subprocess
import sys


def main():
    readme, name = sys.argv[1:3]
    with open(readme, encoding="utf-8") as file:
        found = re.search(rf"<!-- example: {name} -->\n```\w+\n(.*?)```", file.read(), re.S)
    if not found:
        sys.exit(f"{readme} has no example '{name}'")
    code = found.group(1)
    if name == "pandas":
        there = importlib.util.find_spec("pandas")
        command = [sys.executable, "-c", code]
    elif name == "duckdb":
        there = shutil.which("duckdb")
        command = ["duckdb", "-c", code]
    else:
        there = shutil.which("sqlite3")
        command = ["sqlite3", sys.argv[3], code]
    if not there:
        print(f"{name} is not there")
        sys.exit(77)
    done = subprocess.run(command, capture_output=True, text=True)
    print("ran" if done.returncode == 0 and done.stdout.strip() else f"failed: {done.stderr}{done.stdout}")


main()
