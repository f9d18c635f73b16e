"""Upgrades that are killed on PostgreSQL, from data that a server has served.

Databases of their own on the server that BELFRY_TEST_POSTGRES names: one with the data of today, one for each
number of migrations taken away, and one that is copied from these and upgraded.
"""
import os
import pathlib
import subprocess
import urllib.parse

from killing import Run, copy_of
from older import MOVED, marks, migrations, older_migrations
from served import Served
from server import verify, verify_log

# All rows of the tables of today in those of an older Belfry; `newer` is the schema with today's.
COPY_BACK = """
SET session_replication_role = replica;
DO $$
DECLARE t text; names text;
BEGIN
    FOR t IN SELECT a.table_name FROM information_schema.tables a JOIN information_schema.tables b USING (table_name)
             WHERE a.table_schema = 'public' AND b.table_schema = 'newer' AND table_name <> 'schema_migration'
    LOOP
        CONTINUE WHEN t = 'record_node' AND to_regclass('public.record_object') IS NOT NULL;
        SELECT string_agg(quote_ident(column_name), ', ') INTO names
        FROM information_schema.columns a JOIN information_schema.columns b USING (table_name, column_name)
        WHERE a.table_schema = 'public' AND b.table_schema = 'newer' AND table_name = t AND a.is_generated = 'NEVER';
        EXECUTE format('DELETE FROM public.%I', t);
        EXECUTE format('INSERT INTO public.%I (%s) SELECT %s FROM newer.%I', t, names, names, t);
    END LOOP;
    IF to_regclass('public.record_object') IS NOT NULL THEN
        INSERT INTO public.record_node (level, position, hash)
        SELECT level, ((leaf + 1) >> level::int) - 1, hash FROM newer.record_node;
        INSERT INTO public.record_object (kind, id, revision)
        SELECT object_kind, object_id, max(revision) FROM newer.record_entry GROUP BY object_kind, object_id;
    END IF;
END $$;
DROP SCHEMA newer CASCADE;
"""


class Databases:
    """Made with a name of this process's own, and dropped by `end`."""

    def __init__(self, server: str):
        self.server = urllib.parse.urlsplit(server)
        self.names: list[str] = []

    def url(self, name: str) -> str:
        return self.server._replace(path=f"/{self.full(name)}").geturl()

    def full(self, name: str) -> str:
        return f"belfry_faults_{os.getpid()}_{name}".replace("-", "_")

    def psql(self, url: str, script: str) -> str:
        done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url],
                              input=script, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"psql: {done.stderr}")
        return done.stdout.strip()

    def ask(self, name: str, script: str) -> str:
        return self.psql(self.url(name), script)

    def make(self, name: str, like: str | None = None) -> str:
        self.drop(name)
        self.names.append(name)
        template = f" TEMPLATE {self.full(like)}" if like else ""
        self.psql(self.server.geturl(), f"CREATE DATABASE {self.full(name)}{template}")
        return self.url(name)

    def drop(self, name: str) -> None:
        self.psql(self.server.geturl(), f"SET client_min_messages = warning;"
                                        f" DROP DATABASE IF EXISTS {self.full(name)} WITH (FORCE)")

    def end(self) -> None:
        for name in dict.fromkeys(self.names):
            self.drop(name)


class PostgresUpgrades:
    def __init__(self, run: Run, databases: Databases):
        self.run, self.databases = run, databases
        self.folder = run.folder / "postgres"
        self.folder.mkdir()
        self.work = self.folder / "work"
        self.environment = dict(os.environ, BELFRY_DATABASE=databases.make("watched"))
        self.served = Served(run.program, self.folder, self.environment, lambda: databases.make("alone", "watched"))
        copy_of(self.served.watched, self.served.alone)
        self.made: dict[tuple[str, int], list[str]] = {}

    def older(self, kind: str, without: int) -> str:
        name = f"{kind}-{without}"
        if (kind, without) not in self.made:
            self.databases.make(name, kind)
            rows = ", ".join(f"({number}, '{title}', '{mark}', 0)" for number, title, mark
                             in marks(older_migrations(without, "postgres")))
            self.databases.ask(name, "\n".join([
                "BEGIN; SET client_min_messages = warning; ALTER SCHEMA public RENAME TO newer; CREATE SCHEMA public;"
                " CREATE TABLE schema_migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL,"
                " applied_at BIGINT NOT NULL);",
                *(script for _, _, script in older_migrations(without, "postgres")),
                f"INSERT INTO schema_migration VALUES {rows};", COPY_BACK, "COMMIT;"]))
            self.made[kind, without] = self.sums(name)
        return name

    def sums(self, name: str) -> list[str]:
        """Of each table its rows, whatever their order."""
        tables = self.databases.ask(name, "SELECT table_name FROM information_schema.tables WHERE"
                                          " table_schema = 'public' ORDER BY 1").split()
        return self.databases.ask(name, "\n".join(
            f"SELECT '{table} ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), '-')"
            f" FROM {table} t;" for table in tables if table not in MOVED)).splitlines()

    def kill(self, cycle: int) -> tuple[int, bool]:
        kind, _, most = self.served.kinds()[cycle % 2]
        without = most if cycle % 4 < 2 else self.run.chance.randint(1, most)
        older = self.older(kind, without)
        environment = dict(self.environment, BELFRY_DATABASE=self.databases.make("work", older))
        copy_of(self.served.watched, self.work)
        if cycle == 0:
            self.longest = self.run.duration("record", "head", "--data", str(self.work), environment=environment)
            self.databases.make("work", older)
        killed = self.run.kill_in_the_middle(self.longest, "record", "head", "--data", str(self.work), environment=environment)
        old, new = ([number for number, _, _ in marks_of] for marks_of in
                    (older_migrations(without, "postgres"), migrations("postgres")))
        found = self.numbers()
        what = f"after an upgrade on PostgreSQL that was killed ({kind}, without {without})"
        if found not in (sorted(old), sorted(new)):
            self.run.bad.append(f"{what}: {sorted(old)} was left at {found}")
        self.run.hold(what, [verify(self.run.program, self.work, environment),
                             verify_log(self.run.program, self.work, self.served.checkpoints[kind], environment),
                             "" if self.numbers() == sorted(new) else "the next start does not complete it",
                             *(f"lost or changed: {each}" for each in set(self.made[kind, without]) - set(self.sums("work")))])
        return killed, found == sorted(old)

    def numbers(self) -> list[int]:
        return [int(each) for each in self.databases.ask("work", "SELECT number FROM schema_migration ORDER BY 1").split()]


def kill_on_postgres(run: Run, server: str, cycles: int) -> str:
    databases = Databases(server)
    try:
        upgrades = PostgresUpgrades(run, databases)
        results = [upgrades.kill(cycle) for cycle in range(cycles)]
    finally:
        databases.end()
    killed, old = (sum(each) for each in zip(*results))
    return f"{killed} upgrades killed in the middle on PostgreSQL, {old} of {cycles} still old"
