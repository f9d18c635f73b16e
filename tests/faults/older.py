"""Data as an older Belfry left them: the same rows in tables without the last migrations.

Back to the migrations that came with the log they are made from data that a server has served (served.py). Before
those from data that none has: a server begins the signed log, and entries of a log in the record without its tables are what no
Belfry ever left. The newer of these hold the fictional city; the older ones, which have no tables for it, people alone.
"""
import hashlib
import pathlib
import shutil
import sqlite3
import subprocess

# The oldest Belfry that is tried: with people, and nothing after them.
OLDEST = 24
# The last migration before the signed log. Whoever has all up to here may have the fictional city as well.
CITY = 131
# They came after all others, in this order, four of them with low numbers. Those that come next follow here too.
LATE = (2, 51, 62, 158, 159, 3)
# What an upgrade moves or makes anew, and what the program therefore verifies itself.
MOVED = ("record_node", "record_object", "schema_migration")

SOURCES = pathlib.Path(__file__).resolve().parents[2] / "src"


def migrations(engine: str = "sqlite") -> list[tuple[int, str, str]]:
    """Number, name and script of each for an engine, in the order in which they came."""
    found = []
    for path in SOURCES.glob(f"*/sql/{engine}/*.sql"):
        number, name = path.stem.split("_", 1)
        found.append((int(number), name, path.read_text()))
    return sorted(found, key=lambda each: (LATE.index(each[0]) + 1 if each[0] in LATE else 0, each[0]))


def plain_tables(db: sqlite3.Connection, schema: str) -> set[str]:
    """Tables with rows of their own: neither virtual ones nor what those keep theirs in."""
    virtual = {row[0] for row in db.execute(
        f"SELECT name FROM {schema}.sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%'")}
    return {row[0] for row in db.execute(
        f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        if row[0] not in virtual and not any(row[0].startswith(f"{each}_") for each in virtual)}


def steps_back(oldest: int = OLDEST) -> int:
    """How many migrations can be taken away and the one with this number be left."""
    return sum(number > oldest or number in LATE for number, _, _ in migrations())


def older_migrations(without: int, engine: str = "sqlite") -> list[tuple[int, str, str]]:
    """Those of a Belfry without the last `without`."""
    every = migrations(engine)
    return every[:len(every) - without]


def marks(made: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Number, name and SHA-256, as schema_migration keeps them."""
    return [(number, name, hashlib.sha256(script.encode()).hexdigest()) for number, name, script in made]


def empty_tables(folder: pathlib.Path, without: int) -> sqlite3.Connection:
    """The tables of a Belfry without the last `without` migrations, in a new folder."""
    folder.mkdir(mode=0o700)
    db = sqlite3.connect(folder / "belfry.db", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = OFF")
    db.execute("CREATE TABLE schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
               " sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT")
    made = older_migrations(without)
    db.executescript("\n".join(["BEGIN;", *(script for _, _, script in made), "COMMIT;"]))
    db.executemany("INSERT INTO schema_migration VALUES (?, ?, ?, 0)", marks(made))
    (folder / "belfry.db").chmod(0o600)
    return db


class Sources:
    """Data that no server has served, and what is counted in them."""

    def __init__(self, program: str, folder: pathlib.Path):
        self.city, self.people = folder / "city", folder / "people"
        subprocess.run([program, "demo", "load", "--data", str(self.city)], check=True, stdout=subprocess.DEVNULL)
        db = empty_tables(self.people, 0)
        self.columns = columns_of(db)
        db.close()
        for number in range(6):
            subprocess.run([program, "user", "add", f"person{number}@city.example", "--name", f"Person {number}",
                            "--roles", "staff", "--data", str(self.people)], check=True, stdout=subprocess.DEVNULL)

    def make_older(self, older: pathlib.Path, without: int) -> None:
        has_city = any(number == CITY for number, _, _ in older_migrations(without))
        make_older(self.city if has_city else self.people, older, without)


def rows_of(db: sqlite3.Connection) -> list[str]:
    """Everybody and every task, with their numbers."""
    return [f"{kind} {number} {name}" for kind, sql in
            (("person", "SELECT id, name FROM account"), ("task", "SELECT id, title FROM task"))
            if db.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (sql.rsplit(" ", 1)[1],)).fetchone()
            for number, name in db.execute(sql)]


def columns_of(db: sqlite3.Connection) -> dict[str, list[str]]:
    """Of all tables but those that an upgrade moves and the words to be found."""
    return {table: [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            for table in plain_tables(db, "main") - set(MOVED) if not table.startswith("search_")}


def both_of(older: dict[str, list[str]], newer: dict[str, list[str]]) -> dict[str, list[str]]:
    return {table: [name for name in names if name in newer[table]] for table, names in older.items() if table in newer}


def all_rows_of(db: sqlite3.Connection, columns: dict[str, list[str]]) -> list[str]:
    return [f"{table} {row}" for table, names in sorted(columns.items())
            for row in db.execute(f"SELECT {', '.join(names)} FROM {table}")]


def copy_the_record_back(db: sqlite3.Connection) -> None:
    """As it was before migration 2: nodes by level and position, revisions in a table of their own."""
    db.execute("INSERT INTO main.record_node (level, position, hash)"
               " SELECT level, ((leaf + 1) >> level) - 1, hash FROM newer.record_node")
    db.execute("INSERT INTO main.record_object (kind, id, revision)"
               " SELECT object_kind, object_id, max(revision) FROM newer.record_entry GROUP BY object_kind, object_id")


def make_older(data: pathlib.Path, older: pathlib.Path, without: int) -> None:
    """Makes in the new folder `older` what a Belfry without the last `without` migrations would have."""
    db = empty_tables(older, without)
    db.execute("ATTACH ? AS newer", (str(data / "belfry.db"),))
    both = plain_tables(db, "main") & plain_tables(db, "newer") - {"schema_migration"}
    db.execute("BEGIN")
    if "record_object" in plain_tables(db, "main"):
        both.remove("record_node")
        copy_the_record_back(db)
    for table in sorted(both):
        newer = {row[1] for row in db.execute(f"PRAGMA newer.table_info({table})")}
        columns = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})") if row[1] in newer)
        db.execute(f"DELETE FROM main.{table}")
        db.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
    if "search_head" in both:
        # The words themselves are in no table that was copied: all entries wait to be indexed.
        db.execute("UPDATE main.search_head SET indexed_to = 0")
    db.execute("COMMIT")
    db.close()
    if (data / "belfry.key").exists():
        shutil.copy(data / "belfry.key", older)
    for path in older.iterdir():
        path.chmod(0o600)
