#!/usr/bin/env python3
"""Tests of the learners: what they share, and that the learner of pages gives the same bytes for the same input.

    test_learners.py [TOOL]

TOOL is hearsay-learn (Learning/.build/release/hearsay-learn).
"""
import os
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "learners"))
TOOL = os.path.join(HERE, "..", ".build", "release", "hearsay-learn")

from common import Offsets, header, rows  # noqa: E402


class Shared(unittest.TestCase):
    CASES = [
        # id, text, byte, code point
        ("ascii", "She said.", 4, 4), ("behind two bytes", "é said", 3, 2), ("the end", "“Yes”", 9, 5),
        ("four bytes", "😀 no", 5, 2), ("the start", "é", 0, 0),
    ]

    def test_offsets(self):
        for name, text, byte, scalar in self.CASES:
            with self.subTest(name):
                self.assertEqual(Offsets(text)(byte), scalar)

    def test_header(self):
        text = header("What it is.", "letters", "make learn-x", "nine of ten")
        self.assertEqual(text, "# What it is.\n# Learnt from letters.\n# By `make learn-x`.\n# Cross-validated: nine of ten.\n")
        self.assertEqual(list(rows([*text.splitlines(True), "#\t# 3\n"])), ["#\t# 3\n"])

    def test_every_table_has_a_header(self):
        learnt = os.path.join(HERE, "..", "..", "Rules", "learnt")
        for folder, _, names in os.walk(learnt):
            for name in names:
                if name.startswith("LICENSE") or name == "README.md":
                    continue
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    head = "".join(file.readline() for _ in range(8))
                for part in ("# Learnt from ", "# By `", "# Cross-validated: "):
                    self.assertIn(part, head, f"{name} has no line '{part}'")


class Pages(unittest.TestCase):
    """Six pages of three sites: what is inside has the sign `tagP`, what is outside `tagLi`."""

    def learn(self, folder, *options):
        signs, labels = os.path.join(folder, "signs"), os.path.join(folder, "labels")
        with open(signs, "w", encoding="utf-8") as out, open(labels, "w", encoding="utf-8") as states:
            for page in range(6):
                out.write(f"#PAGE\tpage{page}.html\n")
                out.writelines(f"{n}\t{sign} words4\tword\n" for n, sign in enumerate(["tagLi", "tagP", "tagP", "tagLi"]))
                states.write(f"page{page}.html\tsite{page % 3}\tnews\t{page % 2}\t1\t0113\n")
        made = os.path.join(folder, "made")
        os.makedirs(made, exist_ok=True)
        subprocess.run([TOOL, "pages", signs, labels, made, "--models", "3", "--epochs", "4", *options], check=True)
        return {name: open(os.path.join(made, name), encoding="utf-8").read() for name in sorted(os.listdir(made))}

    def test_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
            made = self.learn(first)
            self.assertEqual(list(made), ["all.tsv", "fold-0.tsv", "fold-1.tsv"])
            self.assertEqual(made, self.learn(second))

    def test_the_seed(self):
        """The weights that the generator's draws lead to: another seed, or another order of draws, gives others."""
        with tempfile.TemporaryDirectory() as folder:
            table = self.learn(folder, "--penalty", "1")["all.tsv"]
            with open(os.path.join(HERE, "pages.tsv"), encoding="utf-8") as expected:
                self.assertEqual(table, expected.read())

    def test_what_it_learns(self):
        with tempfile.TemporaryDirectory() as folder:
            table = dict(line.split("\t", 1) for line in self.learn(folder)["all.tsv"].splitlines())
            alone = {sign: int(table[sign].split("\t")[-1]) for sign in ("tagP", "tagLi")}
            self.assertGreater(alone["tagP"], 0)
            self.assertLess(alone["tagLi"], 0)


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        TOOL = sys.argv.pop(1)
    unittest.main()
