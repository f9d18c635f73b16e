#!/usr/bin/env python3
"""Kills the real program with SIGKILL while it acknowledges writes over HTTP, again and again.

    kill9.py PROGRAM [--cycles 100] [--writers 4] [--seed N]

All the while a second process writes to the same data, `belfry user add`, and is killed with it.
After each kill it starts the program on the same data and holds it to this: every task whose
creation was answered 201 is there, once; no task is there that nobody asked for; an unanswered one
is there once or not at all; the same of the people whose invitation was printed; and `belfry record
verify` finds every entry and value in order. New data is begun after each hundred cycles: every start
reads all of it back, which would take most of the time of a long run.
"""
import argparse
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from server import Client, Server, Writers, compare, set_up, verify


CYCLES_OF_A_FOLDER = 100


class Inviter:
    """Adds people from the command line, one process after the other, beside the server."""

    def __init__(self, program: str, data: pathlib.Path, cycle: str):
        self.program, self.data, self.cycle = program, data, cycle
        self.acknowledged: set[str] = set()
        self.sent: set[str] = set()
        self.refused: list[str] = []
        self.stop = False
        self.process = None
        self.thread = threading.Thread(target=self.write)
        self.thread.start()

    def write(self) -> None:
        number = 0
        while not self.stop:
            number += 1
            email = f"person-{self.cycle}-{number}@city.example"
            self.sent.add(email)
            self.process = subprocess.Popen(
                [self.program, "user", "add", email, "--name", f"Person {number}", "--roles", "staff",
                 "--data", str(self.data)],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            printed, complaint = self.process.communicate()
            if self.process.returncode == 0 and printed.endswith("\n"):
                self.acknowledged.add(email)
            elif self.process.returncode > 0:
                self.refused.append(complaint.strip())

    def kill(self) -> None:
        self.stop = True
        if self.process is not None:
            self.process.kill()
        self.thread.join()


def people(program: str, data: pathlib.Path) -> list[str]:
    listed = subprocess.run([program, "user", "list", "--json", "--data", str(data)],
                            capture_output=True, text=True, check=True)
    emails = [json.loads(line)["email"] for line in listed.stdout.splitlines()]
    return [email for email in emails if email.startswith("person-")]


class Run:
    def __init__(self, program: str, writers: int, seed: int):
        self.program, self.writers = program, writers
        self.chance = random.Random(seed)
        self.data = pathlib.Path(tempfile.mkdtemp(prefix="belfry-kill9."))
        self.acknowledged: set[str] = set()
        self.sent: set[str] = set()
        self.bad: list[str] = []
        self.slowest = 0.0
        self.invited = 0
        self.token = None

    def cycle(self, name: str, write: bool) -> None:
        """Starts, looks at what the last kill left, writes, and kills."""
        server = Server(self.program, self.data)
        try:
            self.slowest = max(self.slowest, server.ready)
            if self.token is None:
                self.token = set_up(server)
            found = Client(server.address, self.token).titles() + people(self.program, self.data)
            self.bad += compare(found, self.acknowledged, self.sent)
            if self.bad or not write:
                return
            writers = Writers(server.address, self.token, self.writers, name)
            inviter = Inviter(self.program, self.data, name)
            # Now and then the second process comes to an end by itself, however slow the machine is.
            patience = time.monotonic() + 10
            while int(name) % 10 == 0 and not inviter.acknowledged and time.monotonic() < patience:
                time.sleep(0.05)
            time.sleep(self.chance.uniform(0.02, 0.25))
        finally:
            server.kill()
        inviter.kill()
        writers.join()
        self.acknowledged |= writers.acknowledged.keys() | inviter.acknowledged
        self.sent |= writers.sent | inviter.sent
        self.invited += len(inviter.acknowledged)
        self.bad += [f"refused beside the server: {complaint}" for complaint in inviter.refused]


def run_of(program: str, writers: int, seed: int, cycles: int) -> Run:
    """Cycles on one folder of data, which is then verified and removed; stops at the first that is bad."""
    run = Run(program, writers, seed)
    try:
        for cycle in range(cycles + 1):
            run.cycle(str(cycle), cycle < cycles)
            if run.bad:
                break
        complaint = verify(program, run.data)
        run.bad += [complaint] if complaint else []
    finally:
        shutil.rmtree(run.data, ignore_errors=True)
    return run


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--cycles", type=int, default=100)
    arguments.add_argument("--writers", type=int, default=4)
    arguments.add_argument("--seed", type=int, default=random.SystemRandom().randint(1, 10**9))
    chosen = arguments.parse_args()
    print(f"kill -9: seed {chosen.seed}", flush=True)
    runs = []
    for done in range(0, chosen.cycles, CYCLES_OF_A_FOLDER):
        # The first folder's seed is the one given, so that a failure in any of them is found again by one hundred cycles.
        seed = chosen.seed + done // CYCLES_OF_A_FOLDER
        cycles = min(CYCLES_OF_A_FOLDER, chosen.cycles - done)
        runs.append(run_of(chosen.program, chosen.writers, seed, cycles))
        for line in runs[-1].bad[:20]:
            print(line)
        print(f"kill -9: {done + cycles} of {chosen.cycles} cycles", flush=True)
        if runs[-1].bad:
            print(f"again with --cycles {cycles} --seed {seed}")
            break
    bad = sum(len(run.bad) for run in runs)
    acknowledged = sum(len(run.acknowledged) for run in runs)
    invited = sum(run.invited for run in runs)
    print(f"kill -9: {chosen.cycles} cycles, {acknowledged} acknowledged of {sum(len(run.sent) for run in runs)} sent, "
          f"{invited} of them by a second process; {bad} bad; "
          f"slowest start {max(run.slowest for run in runs) * 1000:.0f} ms")
    return 1 if bad or not all(run.acknowledged and run.invited for run in runs) else 0


if __name__ == "__main__":
    sys.exit(main())
