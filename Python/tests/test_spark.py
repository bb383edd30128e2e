"""`hearsay.spark` on two threads and on a cluster of a master and two workers on this machine (`make test-spark`)."""
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import warnings

import data
import hearsay
import pyspark
from hearsay import spark as over
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

warnings.simplefilter("ignore")
#: One document among the dumps is larger than any that is read.
LARGE = 300 << 20


def session(master, **settings):
    made = SparkSession.builder.master(master).appName("hearsay").config("spark.ui.enabled", "false").config(
        "spark.ui.showConsoleProgress", "false").config("spark.sql.shuffle.partitions", "2").config(
        "spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    for name, value in settings.items():
        made = made.config(name.replace("_", "."), value)
    made = made.getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    return made


def lines_of(found):
    return sorted(row.line for row in found.lines.select("line").collect())


class LocalTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = tempfile.mkdtemp()
        cls.dumps = os.path.join(cls.work, "dumps")
        data.make(cls.dumps, large=LARGE)
        cls.program = hearsay.Program()
        cls.wanted = sorted(cls.program.run("extract", cls.dumps, "-q").stdout.decode().splitlines())
        cls.spark = session("local[2]")

    @classmethod
    def tearDownClass(cls):
        cls.spark.stop()
        shutil.rmtree(cls.work)

    def test_the_same_lines_as_one_process_and_what_is_done_is_not_done_again(self):
        output = os.path.join(self.work, "out")
        found = over.extract_files(self.spark, self.dumps, output)
        self.assertEqual(lines_of(found), self.wanted)
        self.assertTrue(any("large.txt" in line and '"type":"error"' in line for line in self.wanted))
        self.assertTrue(any('"duplicate_of":"d' in line for line in self.wanted))
        self.assertTrue(any('"id":"d' in line and "-2/" in line for line in self.wanted))
        counts = {kind: sum(line.startswith(f'{{"type":"{kind}"') for line in self.wanted) for kind in hearsay.program.TABLES}
        self.assertEqual(found["quotes"].where(F.col("source.name").isNotNull() & F.col("confidence").isNotNull()).count() > 0, True)
        self.assertEqual(found["numbers"].count(), counts["number"])
        # One marker is lost and one dump has changed: they alone are done again.
        shards = os.path.join(output, "shards")
        before = {name: os.stat(os.path.join(shards, name)).st_mtime_ns for name in os.listdir(shards)}
        lost = [name for name in os.listdir(os.path.join(output, "markers")) if name.startswith("crawl-1")]
        os.remove(os.path.join(output, "markers", lost[0]))
        with open(os.path.join(self.dumps, "texts", "0.txt"), "a") as file:
            file.write("It rained, Ann Lee said.\n")
        again = over.extract_files(self.spark, self.dumps, output)
        after = {name: os.stat(os.path.join(shards, name)).st_mtime_ns for name in os.listdir(shards)}
        changed = sorted(name.split(".")[0] for name in after if before.get(name) != after[name])
        self.assertEqual(changed, ["0", "crawl-1"])
        wanted = sorted(self.program.run("extract", self.dumps, "-q").stdout.decode().splitlines())
        self.assertEqual(lines_of(again), wanted)
        with open(os.path.join(self.dumps, "texts", "0.txt"), "wb") as file:
            file.write(data.text(0).encode())

    def test_a_process_that_dies_costs_its_file_alone(self):
        # A program that dies of one file, and does not end with another.
        path = os.path.join(self.work, "dying")
        with open(path, "w") as file:
            file.write(f'#!/bin/bash\ncase "$*" in *--version*|*schema*) exec {self.program.path} "$@";; *crawl-2*) kill -9 $$;; '
                       f'*pages/one*) sleep 600;; esac\nexec {self.program.path} "$@"\n')
        os.chmod(path, 0o755)
        some = [os.path.join(self.dumps, name) for name in ("crawl-1.warc.gz", "crawl-2.warc.gz", "pages/one.html", "lines.jsonl")]
        found = over.extract_files(self.spark, some, os.path.join(self.work, "dying-out"), program=path, seconds=8)
        errors = {row.origin: row.reason for row in found["errors"].collect()}
        self.assertEqual(errors.pop(some[1]), "the program ended by signal 9")
        self.assertEqual(errors.pop(some[2]), "the program took more than 8 seconds")
        wanted = self.program.run("extract", some[0], some[3], "-q").stdout.decode().splitlines()
        self.assertEqual(sorted(line for line in lines_of(found) if "the program" not in line), sorted(wanted))

    def test_rows(self):
        rows = [(f"k{number}", data.text(number)) for number in range(60)]
        frame = self.spark.createDataFrame(rows, "name string, body string").coalesce(1)
        found = over.extract_frame(frame, text="body", id="name")
        given = os.path.join(self.work, "rows.jsonl")
        with open(given, "w") as file:
            file.writelines(json.dumps({"id": name, "text": body}) + "\n" for name, body in rows)
        wanted = self.program.run("extract", given, "-q").stdout.decode()
        for number in range(60, 0, -1):
            wanted = wanted.replace(f'"origin":"{given}:{number}"', f'"origin":"k{number - 1}"')
        self.assertEqual(lines_of(found), sorted(wanted.splitlines()))

    def test_a_row_that_kills_costs_itself_alone(self):
        path = os.path.join(self.work, "row-dying")
        with open(path, "w") as file:
            file.write(f'#!/bin/bash\n[ "$1" = extract ] || exec {self.program.path} "$@"\ninput=$(mktemp); cat > $input\n'
                       f'if grep -q KILL $input; then rm $input; kill -9 $$; fi\n{self.program.path} "$@" < $input; status=$?; '
                       'rm $input; exit $status\n')
        os.chmod(path, 0o755)
        rows = [(f"k{number}", data.text(number) + ("KILL" if number == 13 else "")) for number in range(30)]
        frame = self.spark.createDataFrame(rows, "name string, body string").coalesce(1)
        found = over.extract_frame(frame, text="body", id="name", program=path)
        self.assertEqual([(row.origin, row.reason) for row in found["errors"].collect()], [("k13", "the program ended by signal 9")])
        self.assertEqual(found["documents"].count(), 29)

    def test_stories(self):
        output = os.path.join(self.work, "stories-out")
        found = over.extract_files(self.spark, [os.path.join(self.dumps, name) for name in ("texts", "crawl-0.warc.gz")], output)
        told = over.stories(found, self.spark, output)
        records = os.path.join(self.work, "all.jsonl")
        with open(records, "w") as file:
            file.writelines(line + "\n" for line in lines_of(found) if '"type":"error"' not in line[:20])
        self.program.run("extract", os.path.join(self.dumps, "texts"), os.path.join(self.dumps, "crawl-0.warc.gz"), "-q", "-o", records)
        wanted = self.program.run("stories", records, "-q").stdout.decode().splitlines()
        for kind in ("story", "reuse", "change", "saying", "figure"):
            name = {"story": "stories"}.get(kind, kind + "s")
            # Identities are told within a group: their ids are none to compare by.
            def plain(line):
                return re.sub(r'"i[0-9a-f]{16}"', '"i"', line)

            self.assertEqual(sorted(plain(row.line) for row in told[name].collect()),
                             sorted(plain(line) for line in wanted if line.startswith(f'{{"type":"{kind}"')), kind)


class ClusterTests(unittest.TestCase):
    """A master and two workers, one of which is killed while it works."""

    def setUp(self):
        self.work = tempfile.mkdtemp()
        self.processes = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.master = f"spark://127.0.0.1:{port}"
        self.begin("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0")
        self.workers = [self.begin("org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", "-c", "1",
                                   "-m", "1g", "-d", os.path.join(self.work, f"worker-{number}"), self.master) for number in range(2)]

    def begin(self, *words):
        home = os.path.dirname(pyspark.__file__)
        environment = dict(os.environ, SPARK_HOME=home, SPARK_LOCAL_IP="127.0.0.1", SPARK_DAEMON_MEMORY="256m")
        with open(os.path.join(self.work, f"log-{len(self.processes)}"), "wb") as log:
            process = subprocess.Popen([os.path.join(home, "bin", "spark-class"), *words], env=environment, stdout=log,
                                       stderr=log, start_new_session=True)
        self.processes.append(process)
        return process

    def tearDown(self):
        for process in self.processes:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
        shutil.rmtree(self.work, ignore_errors=True)

    def test_a_worker_that_is_killed_costs_nothing(self):
        dumps, output = os.path.join(self.work, "dumps"), os.path.join(self.work, "out")
        data.make(dumps)
        program = hearsay.Program()
        wanted = sorted(program.run("extract", dumps, "-q").stdout.decode().splitlines())
        # Slow enough to be killed while it works.
        slow = os.path.join(self.work, "slow")
        with open(slow, "w") as file:
            file.write(f'#!/bin/bash\n[ "$1" = extract ] && sleep 1\nexec {program.path} "$@"\n')
        os.chmod(slow, 0o755)
        spark = session(self.master, spark_executor_memory="512m", spark_executor_cores="1", spark_task_maxFailures="8")
        over.TASK_FILES = 4
        try:
            killer = threading.Thread(target=self.kill_when_working, args=(output,))
            killer.start()
            found = over.extract_files(spark, dumps, output, program=slow)
            self.assertEqual(lines_of(found), wanted)
            killer.join()
            self.assertTrue(self.killed)
        finally:
            spark.stop()

    def kill_when_working(self, output):
        """Kills a worker with all that it has begun once some files are done."""
        self.killed = False
        for _ in range(1200):
            time.sleep(0.1)
            markers = os.path.join(output, "markers")
            if os.path.isdir(markers) and len(os.listdir(markers)) >= 3:
                os.killpg(self.workers[0].pid, signal.SIGKILL)
                self.killed = True
                return


if __name__ == "__main__":
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    unittest.main(verbosity=2)
