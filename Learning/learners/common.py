"""What the learners share: where things are, offsets, corpora, and the header of a learnt table."""
import bisect
import collections
import json
import os

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
# Where learnt tables lie in a folder of rules.
LEARNT = "learnt"


def learnt(path, rules=os.path.join(ROOT, "Rules")):
    """The file of a learnt table."""
    return os.path.join(rules, LEARNT, path)


def header(what, data, command, figure):
    """The lines above the columns of a learnt table: what it is, from what, by which command, how good on what it was not
    learnt from."""
    lines = [*what.split("\n"), f"Learnt from {data}.", f"By `{command}`.", f"Cross-validated: {figure}."]
    return "".join(f"# {line}\n" for line in lines)


def rows(lines):
    """The lines of a table that are no comments."""
    return (line for line in lines if not line.startswith("# "))


class Offsets:
    """bytes of UTF-8 -> code points"""
    def __init__(self, text):
        self.ascii = text.isascii()
        if not self.ascii:
            self.starts, at = [], 0
            for ch in text:
                self.starts.append(at)
                at += len(ch.encode())
            self.starts.append(at)

    def __call__(self, byte):
        return byte if self.ascii else bisect.bisect_left(self.starts, byte)


def read_texts(folder):
    """The texts of a folder by their names without the ending."""
    texts = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".txt"):
            with open(os.path.join(folder, name), encoding="utf-8-sig", newline="") as stream:
                texts[name[:-4]] = stream.read()
    return texts


def read_gold(path):
    """The rows of a gold file by document."""
    gold = collections.defaultdict(list)
    with open(path, encoding="utf-8") as stream:
        for line in stream:
            row = json.loads(line)
            gold[row["document"]].append(row)
    return gold


def scorer_module(path):
    """a scorer as a module, without running it"""
    space = {"__name__": "scorer"}
    text = open(path, encoding="utf-8").read()
    exec(compile(text[:text.rindex("main()")], path, "exec"), space)
    return space
