"""Data that a server of today has served: a signed log, published pages, and a county that watches it.

A Belfry without the log has none of these in its record. So what can be taken away again are the migrations after it:
of data that a county watches those after the witnesses, of data that nobody watches those after the log.
"""
import json
import os
import pathlib
import shutil
import subprocess
import time
import urllib.error
import urllib.request

from older import steps_back
from server import Client, Server, sign_up

LOG, WITNESSES = 140, 141


class Belfry:
    """A server at an address of its own, as its log is named after it, with its administrator."""

    def __init__(self, program: str, data: pathlib.Path, host: str, environment: dict | None = None):
        self.program, self.data, self.host = program, data, host
        self.environment = environment or dict(os.environ)
        self.titles: list[str] = []
        self.admin: Client | None = None

    def start(self) -> "Belfry":
        self.server = Server(self.program, self.data, self.environment, ("--public-address", self.host))
        if self.admin is None:
            self.admin = sign_up(self.server)
        else:
            headers = dict(self.admin.headers, Origin=f"http://{self.server.address}")
            self.admin = Client(self.server.address)
            self.admin.headers = headers
        self.command("log", "address", f"http://{self.server.public}")
        return self

    def command(self, *words: str) -> str:
        return subprocess.run([self.program, *words, "--data", str(self.data)], check=True, capture_output=True,
                              text=True, env=self.environment).stdout

    def ask(self, method: str, path: str, body=None) -> dict:
        status, answer = self.admin.ask(method, f"/api/v1{path}", body)
        if status not in (200, 201, 202, 204):
            raise SystemExit(f"{method} {path} of {self.host}: {status} {answer}")
        return answer

    def public(self, path: str) -> str:
        """Empty while there is nothing at that address."""
        try:
            with urllib.request.urlopen(f"http://{self.server.public}{path}", timeout=10) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError:
            return ""

    def add_tasks(self, name: str, count: int) -> None:
        for number in range(count):
            self.ask("POST", "/steps/2/tasks", {"title": f"task {name}.{number}"})
            self.titles.append(f"task {name}.{number}")

    def pins(self, other: "Belfry", name: str, level: str) -> None:
        keys = json.loads(other.command("log", "key", "--json"))
        self.ask("POST", "/witnesses", {"name": name, "level": level, "url": f"http://{other.server.public}/witness",
                                        "log_key": keys["log"], "witness_key": keys["witness"]})

    def round(self) -> None:
        """Asks its witnesses."""
        job = self.ask("POST", "/witnesses/rounds")
        wait_for(lambda: self.ask("GET", f"/jobs/{job['id']}")["state"] == "done", f"a round of {self.host}")

    def keep_checkpoint(self, file: pathlib.Path) -> pathlib.Path:
        file.write_text(self.command("log", "checkpoint"))
        return file


def wait_for(what, name: str, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not what():
        if time.monotonic() > until:
            raise SystemExit(f"{name} does not come")
        time.sleep(0.05)


class Served:
    """Both kinds. `environment` may name a PostgreSQL server; `keep_alone` puts by what nobody watches yet."""

    def __init__(self, program: str, folder: pathlib.Path, environment: dict | None = None, keep_alone=None):
        self.watched, self.alone = folder / "watched", folder / "alone"
        self.checkpoints: dict[str, pathlib.Path] = {}
        self.titles: dict[str, list[str]] = {}
        city = Belfry(program, self.watched, "127.0.0.11", environment)
        city.command("demo", "load")
        self.serve_alone(city)
        (keep_alone or (lambda: shutil.copytree(self.watched, self.alone)))()
        self.serve_watched(city, Belfry(program, folder / "county", "127.0.0.12"))

    def kinds(self) -> list[tuple[str, pathlib.Path, int]]:
        """Name, data, and how many migrations can be taken from them."""
        return [("watched", self.watched, steps_back(WITNESSES)), ("alone", self.alone, steps_back(LOG))]

    def serve_alone(self, city: Belfry) -> None:
        city.start()
        try:
            city.add_tasks("alone", 10)
            wait_for(lambda: "c2sp.org/tlog-proof" in city.public("/steps/2.tlog-proof"), "a published page")
        finally:
            city.server.stop()
        self.keep(city, "alone")

    def serve_watched(self, city: Belfry, county: Belfry) -> None:
        city.start()
        try:
            county.start()
            try:
                city.pins(county, "Ellery County", "county")
                county.pins(city, "Port Ellery", "city")
                city.add_tasks("watched", 10)
                city.round()
                county.round()
                wait_for(lambda: "belfry/witness" in city.public("/checkpoint/witnessed"), "a cosigned checkpoint")
            finally:
                county.server.stop()
        finally:
            city.server.stop()
        self.keep(city, "watched")

    def keep(self, city: Belfry, name: str) -> None:
        self.checkpoints[name] = city.keep_checkpoint(city.data.with_name(f"checkpoint-{name}"))
        self.titles[name] = list(city.titles)
