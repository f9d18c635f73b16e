"""Restores: beside a server that is written to, into an empty folder and into one with data, whole and killed."""
import contextlib
import json
import pathlib
import shutil
import sqlite3
import time

from killing import Run, copy_of
from server import Client, Server, Writers, compare, set_up, verify

NO_DATA = "There are no data of Belfry in"


def tasks_in(data: pathlib.Path) -> list[str]:
    with contextlib.closing(sqlite3.connect(data / "belfry.db")) as db:
        return [row[0] for row in db.execute("SELECT title FROM task WHERE title LIKE 'task %'")]


class UnderLoad:
    """A server, four who write to it, and a backup that was made meanwhile."""

    def __init__(self, run: Run):
        self.run = run
        self.data, self.kept = run.folder / "data", run.folder / "kept.backup"
        self.server = Server(run.program, self.data)
        self.token = set_up(self.server)
        self.seconds_between = 0.0
        self.writers = Writers(self.server.address, self.token, 4, "load", self.pause)

    def pause(self) -> None:
        time.sleep(self.seconds_between)

    def stop(self) -> None:
        self.writers.stop = True
        self.writers.join()
        self.server.stop()

    def back_up(self) -> None:
        time.sleep(0.5)
        self.due = set(self.writers.acknowledged)
        made = self.run.command("backup", "--json", "--data", str(self.data))
        shutil.copy(json.loads(made.stdout)["file"], self.kept)
        # A steady load from here on: what is compared later takes its time for each write.
        self.seconds_between = 0.05
        if len(self.due) < 10:
            self.run.bad.append(f"only {len(self.due)} writes before the backup")
        refused = self.run.command("restore", str(self.kept), "--data", str(self.data))
        if refused.returncode != 4:
            self.run.bad.append(f"a restore beside a server: {refused.returncode} {refused.stdout}{refused.stderr}")

    def empty_place(self, name: str) -> pathlib.Path:
        """A folder with nothing but the key, which no backup holds."""
        place = self.run.folder / name
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700)
        shutil.copy(self.data / "belfry.key", place)
        return place

    def restore_elsewhere(self) -> None:
        """What was restored is served beside the one that is written to, and is written to itself."""
        place = self.empty_place("elsewhere")
        self.run.duration("restore", str(self.kept), "--data", str(place))
        restored = Server(self.run.program, place)
        try:
            client = Client(restored.address, self.token)
            found = client.titles()
            if client.add_task("task of the restored") != 201 or "task of the restored" not in client.titles():
                self.run.bad.append("what was restored takes no writes")
        finally:
            restored.stop()
        self.run.hold("restored under load", [*compare(found, self.due, self.writers.sent), verify(self.run.program, place)])

    def drill(self) -> None:
        done = self.run.command("drill", str(self.kept), "--json", "--data", str(self.data))
        if done.returncode != 0:
            self.run.bad.append(f"a drill under load: {done.returncode} {done.stdout}{done.stderr}")

    def kill_restores(self, cycles: int) -> int:
        """Into an empty folder: nothing, which says so, or all of it; and the next restore there is whole."""
        whole = sorted(tasks_in(self.run.folder / "whole"))
        killed = 0
        for _ in range(cycles):
            place = self.empty_place("killed")
            killed += self.run.kill_in_the_middle(self.longest, "restore", str(self.kept), "--data", str(place))
            met = self.run.command("record", "head", "--data", str(place))
            if met.returncode != 0 and (met.returncode != 3 or NO_DATA not in met.stderr):
                self.run.bad.append(f"a half restored folder is met with {met.returncode}: {met.stdout}{met.stderr}")
            if met.returncode == 0:
                self.compare("a restore that was killed", place, [whole])
            self.run.duration("restore", str(self.kept), "--data", str(place))
            self.compare("a restore after one that was killed", place, [whole])
            left = [each.name for each in place.iterdir()
                    if each.suffix in (".part", ".restoring") or ".plain-" in each.name]
            if left:
                self.run.bad.append(f"a restore leaves {left}")
        return killed

    def compare(self, what: str, place: pathlib.Path, allowed: list[list[str]]) -> None:
        complaint = verify(self.run.program, place)
        self.run.hold(what, [complaint])
        if not complaint and sorted(tasks_in(place)) not in allowed:
            self.run.bad.append(f"{what} left what never was")

    def whole(self, cycles: int) -> int:
        try:
            self.back_up()
            before = len(self.writers.acknowledged)
            self.restore_elsewhere()
            self.drill()
            self.longest = self.run.duration("restore", str(self.kept), "--data", str(self.empty_place("whole")))
            killed = self.kill_restores(cycles)
            if len(self.writers.acknowledged) < before + 10:
                self.run.bad.append("nobody could write while others restored")
        finally:
            self.stop()
        self.run.hold("written to while others restored",
                      [*compare(tasks_in(self.data), self.writers.acknowledged, self.writers.sent),
                       verify(self.run.program, self.data)])
        return killed

    def kill_restores_over_data(self, cycles: int) -> int:
        """The old data or those of the backup; each fourth folder is then restored to once more."""
        now, then = sorted(tasks_in(self.data)), sorted(tasks_in(self.run.folder / "whole"))
        killed = 0
        work = self.run.folder / "restore"
        words = ("restore", str(self.kept), "--data", str(work))
        copy_of(self.data, work)
        longest = self.run.duration(*words)
        for cycle in range(cycles):
            copy_of(self.data, work)
            killed += self.run.kill_in_the_middle(longest, *words)
            self.compare("a restore that was killed", work, [now, then])
            if cycle % 4 == 0:
                self.run.duration(*words)
                self.compare("a restore after one that was killed", work, [then])
        return killed
