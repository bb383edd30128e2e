#!/usr/bin/env python3
"""Tells the types of one name that two targets declare, and those that a target declares twice.

    names.py [FOLDER]

A reader who meets `WordTable` must not have to ask which. Types inside another type do not count: they are read with its
name. Private types of a file do. Without a folder the targets of Sources are read.
"""
import collections
import os
import re
import sys

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Sources"))
# At the beginning of a line, as the formatter has it: what is inside another type is further in.
TYPE = re.compile(r"^(?:(?:public|package|internal|private|fileprivate|final|indirect|nonisolated)\s+)*"
                  r"(?:struct|class|enum|protocol|actor|typealias)\s+([A-Z]\w*)")


def declared(root):
    """Name of a type to the files that declare it."""
    found = collections.defaultdict(list)
    for folder, _, names in sorted(os.walk(root)):
        for name in sorted(names):
            if not name.endswith(".swift"):
                continue
            path = os.path.join(folder, name)
            is_text = False
            with open(path, encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    is_text ^= line.count('"""') % 2 == 1
                    match = None if is_text else TYPE.match(line)
                    if match:
                        found[match[1]].append(f"{os.path.relpath(path, root)}:{number}")
    return found


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else ROOT
    found = declared(root)
    twice = {name: places for name, places in found.items() if len(places) > 1}
    for name, places in sorted(twice.items()):
        print(f"{name}: {', '.join(places)}", file=sys.stderr)
    print(f"{len(found)} types, {len(twice)} of them declared more than once")
    sys.exit(1 if twice else 0)


if __name__ == "__main__":
    main()
