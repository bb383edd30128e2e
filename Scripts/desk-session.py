#!/usr/bin/env python3
"""Judges quotes on a terminal that is no terminal, key by key.

    desk-session.py judge RECORDS KEYS JUDGEMENTS [COLUMNS]   presses KEYS, then q, and prints the last screen
    desk-session.py kill RECORDS TIMES                        kills the program in the middle, TIMES times

A verdict that the screen has counted must be in the file after the program was killed, and every line must be whole; a session
that goes on must find all of them. HEARSAY names the program; without it, it is found in the path.
"""
import fcntl
import json
import os
import pty
import random
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time

PROGRAM = os.environ.get("HEARSAY", "hearsay")


class Desk:
    """A session of `hearsay review --judge` on a pseudo-terminal."""

    def __init__(self, records, judgements, columns=80, options=()):
        self.output = b""
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execvp(PROGRAM, [PROGRAM, "review", records, "--judge", "--judgements", judgements, "--who", "test", *options])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def read(self, seconds):
        """Takes in what the program writes until it is silent for so long."""
        while select.select([self.terminal], [], [], seconds)[0]:
            try:
                piece = os.read(self.terminal, 65536)
            except OSError:
                return False
            if not piece:
                return False
            self.output += piece
        return True

    def press(self, keys):
        os.write(self.terminal, keys.encode())

    def counted(self):
        """How many judged quotes the last whole head of a screen told of."""
        found = re.findall(rb"(\d+) judged", self.output)
        return int(found[-1]) if found else 0

    def wait_for(self, count, seconds=20):
        end = time.monotonic() + seconds
        while self.counted() < count and time.monotonic() < end:
            if not self.read(0.02):
                break
        return self.counted()

    def kill(self):
        os.kill(self.process, signal.SIGKILL)
        self.end()

    def end(self):
        status = os.waitpid(self.process, 0)[1]
        while self.read(0):
            pass
        os.close(self.terminal)
        return status

    def screen(self):
        """The last screen as text."""
        text = self.output.decode(errors="replace")
        last = text.split("\x1b[H")[-1].split("\x1b[?25h")[0]
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", last).replace("\r\n", "\n")


def lines(path):
    """The judgements of a file; a line that is cut is an error."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        text = file.read()
    assert text == "" or text.endswith("\n"), "the last line is cut"
    return [json.loads(line) for line in text.splitlines()]


def judge(records, keys, judgements, columns=80):
    desk = Desk(records, judgements, int(columns))
    desk.read(0.5)
    keys = keys.encode().decode("unicode_escape")
    verdicts = len(lines(judgements))
    for key in keys:
        desk.press(key)
        desk.read(0.03)
    desk.read(0.3)
    print(desk.screen())
    desk.press("\x1bq")
    status = desk.end()
    print(f"{len(lines(judgements)) - verdicts} lines added, status {os.waitstatus_to_exitcode(status)}")


def kill(records, times):
    """Presses keys as fast as they go and kills the program at a moment that is drawn."""
    draw = random.Random(7)
    lost = 0
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        judgements = os.path.join(folder, "judgements.jsonl")
        for _ in range(int(times)):
            before = len(lines(judgements))
            desk = Desk(records, judgements)
            desk.wait_for(before)
            begun = desk.counted()
            assert begun == before, f"a new session finds {begun} of {before}"
            if draw.random() < 0.5:
                desk.press("rw" * draw.randint(1, 2))
                time.sleep(draw.random() * 0.004)
            else:
                desk.press("r")
                desk.wait_for(before + 1)
            desk.kill()
            after = len(lines(judgements))
            lost += max(0, desk.counted() - after)
            total = after
    print(f"{times} kills, {lost} verdicts lost" + ("" if total else ", and none were given"))


globals()[sys.argv[1]](*sys.argv[2:])
