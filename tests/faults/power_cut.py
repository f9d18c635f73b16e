#!/usr/bin/env python3
"""Cuts the power, in thought: opens what the disk may hold at any moment, and misses nothing.

    power_cut.py PROGRAM [--images 300] [--seed N] [--keep FOLDER]

The real program runs on shim.c, which records each change of its files; four clients write. From the
record images are made of the disk at random moments (disk.py says what may be on it). The real
program opens each: every task that was acknowledged before the moment has to be there, once, none
that nobody asked for, and the record has to verify. Then the same is done with the recovery of such
an image (power fails again while the program reads the log of the first time), with an upgrade from
older tables, with a restore, and with an upgrade after which the program goes on.

To show that it would notice: the same with a disk that lies, where the syncs of the log do nothing,
must find losses. A failure names its seed, and --keep keeps the image.
"""
import argparse
import concurrent.futures
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import shim
from disk import Disk
from older import Sources, rows_of, steps_back
from server import Client, Server, Writers, compare, set_up, verify


class Bench:
    """The folder of one run and what every trial needs."""

    def __init__(self, program: str, seed: int, keep: str | None):
        self.program = str(pathlib.Path(program).resolve())
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="belfry-power-cut."))
        self.library = shim.build(self.folder)
        self.chance = random.Random(seed)
        self.keep = keep
        self.count = 0

    def new_folder(self, name: str) -> pathlib.Path:
        self.count += 1
        return self.folder / f"{name}-{self.count}"

    def environment(self, data: pathlib.Path, **rest) -> dict[str, str]:
        return shim.environment(self.library, data, **rest)


def tasks_in(data: pathlib.Path) -> list[str]:
    """Straight from the file, which the program has just opened and left in good order."""
    db = sqlite3.connect(data / "belfry.db")
    try:
        intact = db.execute("PRAGMA quick_check(1)").fetchone()[0]
        if intact != "ok":
            raise sqlite3.DatabaseError(intact)
        # What writers added, or, where nobody did, everything but who set it up.
        # The oldest data that are tried have no table for tasks.
        has_tasks = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'task'").fetchone()
        added = db.execute("SELECT title FROM task WHERE title LIKE 'task %'") if has_tasks else []
        return [row[0] for row in added] or [each for each in rows_of(db) if not each.endswith(" Tester")]
    finally:
        db.close()


def look_at(bench: Bench, image: pathlib.Path, acknowledged, sent) -> list[str]:
    """Everything wrong with an image once the program has opened it."""
    complaint = verify(bench.program, image, bench.environment(image, no_sync=True))
    if complaint:
        # Before the first file was on the disk there is nothing to look at.
        return [] if "no data of Belfry" in complaint and not acknowledged else [complaint]
    try:
        return compare(tasks_in(image), acknowledged, sent)
    except sqlite3.DatabaseError as error:
        return [f"lost: the file does not read: {error}"]


def trial(bench: Bench, name: str, image: pathlib.Path, acknowledged, sent) -> list[str]:
    if bench.keep:
        kept = pathlib.Path(bench.keep) / image.name
        shutil.copytree(image, kept)
    bad = look_at(bench, image, acknowledged, sent)
    if bench.keep and not bad:
        shutil.rmtree(kept)
    shutil.rmtree(image)
    return [f"{image.name} ({name}): {each}" for each in bad]


def images_of(bench: Bench, disk: Disk, moments: list[int], what: str):
    """An image for each moment, in their order."""
    for moment in sorted(moments):
        disk.play(moment)
        image = bench.new_folder("image")
        manner = disk.image(image, bench.chance)
        yield f"{what} at {moment}, {manner}", moment, image


def written(bench: Bench, seconds: float, lying: bool):
    """The trace of a server that four clients write to, and what it acknowledged by when."""
    data = bench.new_folder("data")
    trace = bench.new_folder("trace")
    control = shim.Control(bench.folder)
    control["no_sync"] = 1 if lying else 0
    server = Server(bench.program, data, bench.environment(data, control=control, trace=trace))
    try:
        token = set_up(server)
        ready = trace.stat().st_size
        writers = Writers(server.address, token, 4, "w", position=lambda: trace.stat().st_size)
        time.sleep(seconds)
        writers.stop = True
        writers.join()
    finally:
        server.kill()
    return trace.read_bytes(), ready, writers, data


def recoveries(bench: Bench, image: pathlib.Path, acknowledged, sent, count: int):
    """Images of a disk on which an image was being opened."""
    copy = bench.new_folder("data")
    shutil.copytree(image, copy)
    trace = bench.new_folder("trace")
    disk = Disk(b"", copy)  # knows the files by their inodes, and so before they are opened
    complaint = verify(bench.program, copy, bench.environment(copy, trace=trace))
    disk.trace = trace.read_bytes()
    moments = [bench.chance.randint(0, len(disk.trace)) for _ in range(count)]
    out = [(name, made, acknowledged, sent)
           for name, _, made in images_of(bench, disk, moments, "recovery")]
    shutil.rmtree(copy)
    return out, [complaint] if complaint and acknowledged else []


def during_a_command(bench: Bench, data: pathlib.Path, command: list[str], what: str, count: int):
    """Images of the disk while `command` worked on `data`."""
    trace = bench.new_folder("trace")
    disk = Disk(b"", data)
    done = subprocess.run([bench.program, *command, "--data", str(data)], capture_output=True, text=True,
                          env=bench.environment(data, trace=trace))
    if done.returncode != 0:
        raise SystemExit(f"{what}: {done.stdout}{done.stderr}")
    disk.trace = trace.read_bytes()
    moments = [bench.chance.randint(0, len(disk.trace)) for _ in range(count)]
    return images_of(bench, disk, moments, what)


class Tally:
    def __init__(self):
        self.bad: list[str] = []
        self.images: dict[str, int] = {}

    def take(self, what: str, found: list[str]) -> None:
        self.images[what] = self.images.get(what, 0) + 1
        self.bad += found


def cut_while_writing(bench: Bench, images: int, lying: bool, tally: Tally) -> pathlib.Path:
    trace, ready, writers, data = written(bench, 0.8 + images / 200, lying)
    if len(writers.acknowledged) < 20:
        raise SystemExit(f"only {len(writers.acknowledged)} writes were acknowledged")
    # Some of them while the data were being made.
    moments = [bench.chance.randint(0 if number % 20 == 0 else ready, len(trace))
               for number in range(images)]
    sent = writers.sent
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        waiting = []
        for number, (name, moment, image) in enumerate(
                images_of(bench, Disk(trace), moments, "writing")):
            due = [title for title, at in writers.acknowledged.items() if at <= moment]
            if not lying and number % 15 == 0:
                more, bad = recoveries(bench, image, due, sent, 5)
                tally.bad += bad
                waiting += [("recovery", pool.submit(trial, bench, *each)) for each in more]
            waiting.append(("writing", pool.submit(trial, bench, name, image, due, sent)))
            while len(waiting) > 8:
                what, result = waiting.pop(0)
                tally.take(what, result.result())
        for what, result in waiting:
            tally.take(what, result.result())
    return data


def cut_while_changing_all(bench: Bench, data: pathlib.Path, count: int, tally: Tally) -> None:
    """Upgrade and restore: afterwards everything of before is there, whichever side of it."""
    older = bench.new_folder("older")
    sources = bench.new_folder("sources")
    sources.mkdir()
    Sources(bench.program, sources).make_older(older, bench.chance.randint(1, steps_back()))
    rows = tasks_in(older)
    for name, _, image in during_a_command(bench, older, ["record", "head"], "upgrade", count):
        tally.take("upgrade", trial(bench, name, image, rows, rows))
    verify(bench.program, data)  # reads the log that the killed server left
    tasks = tasks_in(data)
    made = subprocess.run([bench.program, "backup", "--json", "--data", str(data)],
                          capture_output=True, text=True, check=True)
    file = made.stdout.split('"file":"')[1].split('"')[0]
    kept = bench.folder / "kept.backup"
    shutil.copy(file, kept)
    for name, _, image in during_a_command(bench, data, ["restore", str(kept)], "restore", count):
        tally.take("restore", trial(bench, name, image, tasks, tasks))


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--images", type=int, default=300)
    arguments.add_argument("--seed", type=int, default=random.SystemRandom().randint(1, 10**9))
    arguments.add_argument("--keep", help="folder in which images that fail are kept")
    chosen = arguments.parse_args()
    print(f"power cut: seed {chosen.seed}", flush=True)
    bench = Bench(chosen.program, chosen.seed, chosen.keep)
    good, liar = Tally(), Tally()
    try:
        data = cut_while_writing(bench, chosen.images * 2 // 3, False, good)
        cut_while_changing_all(bench, data, chosen.images // 15, good)
        cut_while_writing(bench, max(20, chosen.images // 15), True, liar)
    finally:
        shutil.rmtree(bench.folder, ignore_errors=True)
    print("\n".join(good.bad[:20]))
    losses = [each for each in liar.bad if "lost" in each or "verify" in each]
    counts = ", ".join(f"{number} {what}" for what, number in good.images.items())
    print(f"power cut: {sum(good.images.values())} images ({counts}); {len(good.bad)} bad; "
          f"a disk that lies was found out {len(losses)} times")
    if not losses:
        print("the disk that lies was not found out: this test shows nothing")
    if good.bad:
        print(f"again with --seed {chosen.seed} --keep FOLDER")
    return 1 if good.bad or not losses else 0


if __name__ == "__main__":
    sys.exit(main())
