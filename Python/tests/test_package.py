"""The package on one machine: python3 -m unittest discover Python/tests (HEARSAY names the program)."""
import json
import os
import subprocess
import tempfile
import unittest

import data
import hearsay


class PackageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.TemporaryDirectory()
        cls.dumps = os.path.join(cls.work.name, "dumps")
        data.make(cls.dumps)
        cls.program = hearsay.Program()
        cls.lines = cls.program.run("extract", cls.dumps, "-q").stdout.decode().splitlines()

    @classmethod
    def tearDownClass(cls):
        cls.work.cleanup()

    def wanted(self, kind):
        return [json.loads(line) for line in self.lines if line.startswith(f'{{"type":"{kind}"')]

    def test_extracts_what_the_program_does(self):
        found = hearsay.extract(self.dumps, errors="keep", jobs=2)
        for kind, name in hearsay.program.TABLES.items():
            self.assertEqual(found[name].to_pylist(), self.wanted(kind), name)
        self.assertGreater(found.quotes.num_rows, 100)

    def test_errors_are_exceptions_with_their_origin(self):
        with self.assertRaises(hearsay.ExtractionError) as caught:
            hearsay.extract(self.dumps)
        origins = [error.origin for error in caught.exception.errors]
        self.assertEqual(origins, [record["origin"] for record in self.wanted("error")])
        self.assertTrue(any(origin.endswith("lines.jsonl:8") for origin in origins))
        self.assertGreater(caught.exception.records.documents.num_rows, 100)
        with self.assertRaises(hearsay.HearsayError):
            hearsay.extract(self.dumps, options=["--no-such-option"])
        with self.assertRaises(hearsay.HearsayError):
            hearsay.extract(self.dumps, program="/no/such/program")

    def test_only_some_types(self):
        found = hearsay.extract(self.dumps, types=["quotes"], errors="keep")
        self.assertEqual(list(found), ["quotes", "errors"])
        self.assertEqual(found.quotes.to_pylist(), self.wanted("quote"))

    def test_reads_every_form_of_records(self):
        wanted = {name: len(self.wanted(kind)) for kind, name in hearsay.program.TABLES.items()}
        for words, path in ((["-o", "all.jsonl"], "all.jsonl"), (["-o", "all.jsonl.gz"], "all.jsonl.gz"),
                            (["-o", "all.jsonl.zst"], "all.jsonl.zst"), (["--split", "split"], "split"),
                            (["--into", "into"], "into")):
            subprocess.run([self.program.path, "extract", self.dumps, "-q", *words], cwd=self.work.name, stdin=subprocess.DEVNULL)
            found = hearsay.records(os.path.join(self.work.name, path))
            self.assertEqual({name: found[name].num_rows for name in found}, wanted, path)
        with open(os.path.join(self.work.name, "bad.jsonl"), "w") as file:
            file.write("no record\n")
        with self.assertRaisesRegex(hearsay.HearsayError, "bad.jsonl:1: no record"):
            hearsay.records(file.name)

    def test_a_column_has_one_type(self):
        whole = os.path.join(self.work.name, "whole.txt")
        with open(whole, "w") as file:
            file.write("Some 40 people left, officials said.\n")
        one, other = hearsay.extract(whole).numbers, hearsay.extract(self.dumps, errors="keep").numbers
        self.assertEqual(one.schema, other.schema)

    def test_as_pandas(self):
        try:
            import pandas
        except ImportError:
            self.skipTest("pandas is not there")
        frame = hearsay.extract(self.dumps, errors="keep").pandas("numbers")
        self.assertEqual(str(frame["value"].dtype), "float64")
        self.assertIsInstance(frame, pandas.DataFrame)


if __name__ == "__main__":
    unittest.main()
