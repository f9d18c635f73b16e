"""Data as an older Belfry left them: the same rows in tables without the last migrations.

They are made from data that no server has served. A server begins the signed log, and entries of a log in
the record without its tables are what no Belfry ever left; so one can go back as far as the programme.
"""
import hashlib
import pathlib
import sqlite3
import subprocess

# The oldest Belfry that is tried: with the programme, whose tasks are counted, and nothing after it.
OLDEST = 61

SOURCES = pathlib.Path(__file__).resolve().parents[2] / "src"


def migrations() -> list[tuple[int, str, str]]:
    """Number, name and script of each for SQLite, in order."""
    found = []
    for path in SOURCES.glob("*/sql/sqlite/*.sql"):
        number, name = path.stem.split("_", 1)
        found.append((int(number), name, path.read_text()))
    return sorted(found)


def plain_tables(db: sqlite3.Connection, schema: str) -> set[str]:
    """Tables with rows of their own: neither virtual ones nor what those keep theirs in."""
    virtual = {row[0] for row in db.execute(
        f"SELECT name FROM {schema}.sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL%'")}
    return {row[0] for row in db.execute(
        f"SELECT name FROM {schema}.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        if row[0] not in virtual and not any(row[0].startswith(f"{each}_") for each in virtual)}


def steps_back() -> int:
    """How many migrations can be taken away."""
    return sum(number > OLDEST for number, _, _ in migrations())


def older_migrations(without: int) -> list[tuple[int, str, str]]:
    """Those of a Belfry without the last `without`."""
    every = migrations()
    return every[:len(every) - without]


def served_by_nobody(program: str, data: pathlib.Path) -> pathlib.Path:
    """The fictional city, loaded by a command; its tasks have titles that can be told apart."""
    subprocess.run([program, "demo", "load", "--data", str(data)], check=True, stdout=subprocess.DEVNULL)
    with sqlite3.connect(data / "belfry.db") as db:
        db.execute("UPDATE task SET title = 'task older.' || id")
    db.close()
    return data


def make_older(data: pathlib.Path, older: pathlib.Path, without: int) -> None:
    """Makes in the new folder `older` what a Belfry without the last `without` migrations would have."""
    older.mkdir(mode=0o700)
    kept = older_migrations(without)
    db = sqlite3.connect(older / "belfry.db", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("ATTACH ? AS newer", (str(data / "belfry.db"),))
    db.execute("CREATE TABLE schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
               " sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT")
    for number, name, script in kept:
        db.executescript(script)
        db.execute("INSERT INTO schema_migration VALUES (?, ?, ?, 0)",
                   (number, name, hashlib.sha256(script.encode()).hexdigest()))
    both = plain_tables(db, "main") & plain_tables(db, "newer") - {"schema_migration"}
    db.execute("BEGIN")
    for table in sorted(both):
        newer = {row[1] for row in db.execute(f"PRAGMA newer.table_info({table})")}
        columns = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})") if row[1] in newer)
        db.execute(f"DELETE FROM main.{table}")
        db.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
    db.execute("COMMIT")
    db.close()
    for path in older.iterdir():
        path.chmod(0o600)
