#!/usr/bin/env python3
"""Kills upgrades and restores with SIGKILL at random points, and restores while others write.

    upgrade_and_restore.py PROGRAM [--cycles 40] [--seed N]

An upgrade from older tables that is killed leaves the old or the new ones, with every row; the next
start completes it. A restore that is killed leaves the data of before or those of the backup; never
nothing, never a mixture. A restore beside a server that serves is refused with exit code 4 and changes
nothing; a backup made under load is complete: everything that was acknowledged before it began is in it,
and its record verifies.
"""
import argparse
import contextlib
import json
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

from older import Sources, migrations, older_migrations, rows_of, steps_back
from server import Server, Writers, compare, set_up, verify


class Run:
    def __init__(self, program: str, seed: int):
        self.program = program
        self.chance = random.Random(seed)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="belfry-upgrade."))
        self.bad: list[str] = []

    def command(self, *words: str) -> subprocess.CompletedProcess:
        return subprocess.run([self.program, *words], capture_output=True, text=True)

    def kill_in_the_middle(self, most_seconds: float, *words: str) -> bool:
        """Whether it was still running when it was killed."""
        process = subprocess.Popen([self.program, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(self.chance.uniform(0, most_seconds))
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL


def ask(data: pathlib.Path, sql: str) -> list:
    db = sqlite3.connect(data / "belfry.db")
    try:
        return [row[0] for row in db.execute(sql)]
    finally:
        db.close()


def tasks_in(data: pathlib.Path) -> list[str]:
    return ask(data, "SELECT title FROM task WHERE title LIKE 'task %'")


def rows_in(data: pathlib.Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(data / "belfry.db")) as db:
        return rows_of(db)


def copy_of(data: pathlib.Path, name: pathlib.Path) -> pathlib.Path:
    shutil.rmtree(name, ignore_errors=True)
    return pathlib.Path(shutil.copytree(data, name))


def duration(run: Run, *words: str) -> float:
    begun = time.monotonic()
    done = run.command(*words)
    if done.returncode != 0:
        raise SystemExit(f"{words}: {done.stdout}{done.stderr}")
    return time.monotonic() - begun


def kill_upgrades(run: Run, cycles: int) -> int:
    """From every older Belfry: with one migration to go, and with all since there are people."""
    sources = Sources(run.program, run.folder)
    newest = sorted(number for number, _, _ in migrations())
    killed = 0
    older, rows = {}, {}
    for without in range(1, steps_back() + 1):
        older[without] = run.folder / f"older-{without}"
        sources.make_older(older[without], without)
        rows[without] = rows_in(older[without])
        if len(rows[without]) < 20:
            run.bad.append(f"without {without} migrations there are only {len(rows[without])} rows")
    work = run.folder / "upgrade"
    longest = duration(run, "record", "head", "--data", str(copy_of(older[steps_back()], work)))
    for cycle in range(cycles):
        # Half of them the longest way.
        without = steps_back() if cycle % 2 == 0 else run.chance.randint(1, steps_back())
        copy_of(older[without], work)
        for _ in range(run.chance.randint(1, 2)):
            killed += run.kill_in_the_middle(longest, "record", "head", "--data", str(work))
        found = sorted(ask(work, "SELECT number FROM schema_migration"))
        before = sorted(number for number, _, _ in older_migrations(without))
        if found not in (newest, before):
            run.bad.append(f"an upgrade from {before} was left at {found}")
        complaint = verify(run.program, work)
        run.bad += [f"after an upgrade that was killed: {each}" for each in
                    ([complaint] if complaint else []) + compare(rows_in(work), rows[without], rows[without])]
        if sorted(ask(work, "SELECT number FROM schema_migration")) != newest:
            run.bad.append("the next start does not complete an upgrade")
    return killed


def kill_restores(run: Run, data: pathlib.Path, backup: pathlib.Path, before: list[str], cycles: int) -> int:
    now = tasks_in(data)
    killed = 0
    work = run.folder / "restore"
    longest = duration(run, "restore", str(backup), "--data", str(copy_of(data, work)))
    for _ in range(cycles):
        copy_of(data, work)
        killed += run.kill_in_the_middle(longest, "restore", str(backup), "--data", str(work))
        complaint = verify(run.program, work)
        if complaint:
            run.bad.append(f"after a restore that was killed: {complaint}")
        elif sorted(tasks_in(work)) not in (sorted(before), sorted(now)):
            run.bad.append("a restore that was killed left neither the old data nor the new")
    return killed


def restore_under_load(run: Run) -> tuple[pathlib.Path, pathlib.Path, list[str]]:
    """The data, a backup made while they were written to, and the tasks in it."""
    data = run.folder / "data"
    server = Server(run.program, data)
    try:
        writers = Writers(server.address, set_up(server), 4, "load")
        time.sleep(0.5)
        due = set(writers.acknowledged)
        made = run.command("backup", "--json", "--data", str(data))
        backup = pathlib.Path(json.loads(made.stdout)["file"])
        refused = run.command("restore", str(backup), "--data", str(data))
        if refused.returncode != 4:
            run.bad.append(f"a restore beside a server: {refused.returncode} {refused.stdout}{refused.stderr}")
        time.sleep(0.3)
        writers.stop = True
        writers.join()
    finally:
        server.stop()
    kept = run.folder / "kept.backup"
    shutil.copy(backup, kept)
    run.bad += compare(tasks_in(data), writers.acknowledged, writers.sent)
    restored = run.folder / "restored"
    duration(run, "restore", str(kept), "--data", str(restored))
    complaint = verify(run.program, restored)
    run.bad += [complaint] if complaint else []
    run.bad += [f"a backup under load: {each}" for each in compare(tasks_in(restored), due, writers.sent)]
    if len(due) < 10:
        run.bad.append(f"only {len(due)} writes before the backup")
    return data, kept, tasks_in(restored)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--cycles", type=int, default=40)
    arguments.add_argument("--seed", type=int, default=random.SystemRandom().randint(1, 10**9))
    chosen = arguments.parse_args()
    print(f"upgrade and restore: seed {chosen.seed}", flush=True)
    run = Run(str(pathlib.Path(chosen.program).resolve()), chosen.seed)
    try:
        data, backup, before = restore_under_load(run)
        upgrades = kill_upgrades(run, chosen.cycles)
        restores = kill_restores(run, data, backup, before, chosen.cycles)
    finally:
        shutil.rmtree(run.folder, ignore_errors=True)
    print("\n".join(run.bad[:20]))
    print(f"upgrade and restore: {upgrades} upgrades and {restores} restores killed in the middle, "
          f"one backup under load; {len(run.bad)} bad")
    return 1 if run.bad or not upgrades or not restores else 0


if __name__ == "__main__":
    sys.exit(main())
