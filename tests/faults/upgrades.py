"""Upgrades that are killed: the old tables or the new ones, with every row, and the log goes on as the one it was."""
import contextlib
import pathlib
import sqlite3

from killing import Run, copy_of
from older import (Sources, all_rows_of, both_of, columns_of, make_older, migrations, older_migrations,
                   steps_back)
from served import Served
from server import Client, Server, compare, verify, verify_log


def ask(data: pathlib.Path, sql: str) -> list:
    with contextlib.closing(sqlite3.connect(data / "belfry.db")) as db:
        return [row[0] for row in db.execute(sql)]


def numbers(made: list[tuple[int, str, str]]) -> list[int]:
    return sorted(number for number, _, _ in made)


class Older:
    """Data of an older Belfry, and what has to be there after an upgrade."""

    def __init__(self, data: pathlib.Path, kind: str, without: int, newest: dict, checkpoint: pathlib.Path | None):
        self.data, self.kind, self.without, self.checkpoint = data, kind, without, checkpoint
        self.what = f"{kind or 'not served'}, without {without}"
        with contextlib.closing(sqlite3.connect(data / "belfry.db")) as db:
            self.columns = both_of(columns_of(db), newest)
            self.rows = all_rows_of(db, self.columns)

    def compare(self, data: pathlib.Path) -> list[str]:
        with contextlib.closing(sqlite3.connect(data / "belfry.db")) as db:
            return compare(all_rows_of(db, self.columns), self.rows, self.rows)


class Upgrades:
    def __init__(self, run: Run):
        self.run = run
        self.work = run.folder / "upgrade"
        self.sources = Sources(run.program, run.folder)
        self.served = Served(run.program, run.folder)
        self.made: dict[tuple[str, int], Older] = {}
        self.longest: dict[str, float] = {}
        self.killed = self.stayed_old = 0

    def older(self, kind: str, without: int) -> Older:
        """`kind` is how it was served, or empty."""
        if (kind, without) not in self.made:
            folder = self.run.folder / f"older-{kind}{without}"
            if kind:
                make_older(self.run.folder / kind, folder, without)
            else:
                self.sources.make_older(folder, without)
            self.made[kind, without] = Older(folder, kind, without, self.sources.columns,
                                             self.served.checkpoints.get(kind))
            if len(self.made[kind, without].rows) < 40:
                self.run.bad.append(f"without {without} migrations there are too few rows")
        return self.made[kind, without]

    def choose(self, cycle: int) -> Older:
        """Each third one was served, each way of that in turn; half of each the longest way."""
        ways = [("", steps_back())] + [(name, most) for name, _, most in self.served.kinds()]
        kind, most = ways[0] if cycle % 3 else ways[1 + cycle // 3 % 2]
        if kind not in self.longest:
            copy_of(self.older(kind, most).data, self.work)
            self.longest[kind] = self.run.duration("record", "head", "--data", str(self.work))
        return self.older(kind, most if cycle % 2 == 0 else self.run.chance.randint(1, most))

    def kill(self, cycle: int) -> None:
        older = self.choose(cycle)
        copy_of(older.data, self.work)
        for _ in range(self.run.chance.randint(1, 2)):
            self.killed += self.run.kill_in_the_middle(
                self.longest[older.kind], "record", "head", "--data", str(self.work))
        found = sorted(ask(self.work, "SELECT number FROM schema_migration"))
        before = numbers(older_migrations(older.without))
        self.stayed_old += found == before
        if found not in (numbers(migrations()), before):
            self.run.bad.append(f"{older.what}: an upgrade from {before} was left at {found}")
        self.hold(older)

    def hold(self, older: Older) -> None:
        """The next start completes it."""
        what = f"after an upgrade that was killed ({older.what})"
        self.run.hold(what, [verify(self.run.program, self.work), *older.compare(self.work)])
        if older.checkpoint:
            self.run.hold(what, [verify_log(self.run.program, self.work, older.checkpoint)])
        if sorted(ask(self.work, "SELECT number FROM schema_migration")) != numbers(migrations()):
            self.run.bad.append(f"{what}: the next start does not complete it")

    def serve_upgraded(self, name: str, most: int) -> None:
        """What was upgraded is served again: the tasks are there, and the log that others kept goes on."""
        copy_of(self.older(name, most).data, self.work)
        server = Server(self.run.program, self.work, options=("--public-address", "127.0.0.11"))
        try:
            kept = self.served.checkpoints[name]
            public = Client(server.public)
            public.connection.request("GET", "/checkpoint")
            shown = self.run.folder / "shown"
            shown.write_bytes(public.connection.getresponse().read())
        finally:
            server.stop()
        size = [int(file.read_text().splitlines()[1]) for file in (kept, shown)]
        titles = self.served.titles[name]
        self.run.hold(f"an upgrade that is served ({name})", [
            *(verify_log(self.run.program, self.work, each) for each in (kept, shown)),
            "" if size[0] <= size[1] else f"its log shrank from {size[0]} to {size[1]}",
            *compare(ask(self.work, "SELECT title FROM task WHERE title LIKE 'task %'"), titles, titles)])

    def whole(self, cycles: int) -> str:
        for cycle in range(cycles):
            self.kill(cycle)
        for name, _, most in self.served.kinds():
            self.serve_upgraded(name, most)
        # A check that cannot fail shows nothing: what the county saw is not in the data of before.
        if not verify_log(self.run.program, self.served.alone, self.served.checkpoints["watched"]):
            self.run.bad.append("a log that lost entries is taken for one that goes on")
        return f"{self.killed} upgrades killed in the middle, {self.stayed_old} of {cycles} still old"
