"""What Spark costs over one process: the same dumps by `hearsay extract -j 2` and by `extract_files` on local[2], in turns.

    overhead.py MEGABYTES [ROUNDS]
"""
import json
import os
import random
import statistics
import sys
import tempfile
import time

import data
import hearsay
from hearsay import spark as over
from test_spark import session


def work_done():
    """The seconds of work of all processes that this one has begun, those that have ended too."""
    rows = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as file:
                    fields = file.read().rpartition(")")[2].split()
                rows[int(name)] = (int(fields[1]), sum(map(int, fields[11:15])))
            except OSError:
                continue
    total, left = 0, [os.getpid()]
    while left:
        parent = left.pop()
        total += rows.get(parent, (0, 0))[1]
        left += [pid for pid, row in rows.items() if row[0] == parent]
    return total / os.sysconf("SC_CLK_TCK")


def main():
    megabytes, rounds = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as work:
        dumps = os.path.join(work, "dumps")
        os.makedirs(dumps)
        for part in range(16):
            with open(os.path.join(dumps, f"{part:02}.jsonl"), "w") as file:
                while file.tell() < megabytes * 1e6 / 16:
                    body = "\n\n".join(data.text(chance.randrange(10_000)) for _ in range(8))
                    file.write(json.dumps({"text": body}) + "\n")
        program = hearsay.Program()
        spark = session("local[2]")
        over.TASK_BYTES = 1
        over.extract_files(spark, os.path.join(dumps, "00.jsonl"), os.path.join(work, "first"))
        ratios = []
        for number in range(rounds):
            begin, used = time.monotonic(), work_done()
            program.run("extract", dumps, "-q", "-j2", "-o", os.path.join(work, "all.jsonl.gz"))
            alone, work_alone = time.monotonic() - begin, work_done() - used
            begin, used = time.monotonic(), work_done()
            over.extract_files(spark, dumps, os.path.join(work, f"out-{number}"))
            ratios.append((time.monotonic() - begin) / alone)
            print(f"{megabytes:.0f} MB: {alone:.0f} s by one process with -j 2, {ratios[-1]:.2f} times that by Spark; "
                  f"{work_alone:.0f} s of work, and {(work_done() - used) / work_alone:.2f} times that", flush=True)
        print(f"the middle of {rounds}: {statistics.median(ratios):.2f}")
        spark.stop()


if __name__ == "__main__":
    main()
