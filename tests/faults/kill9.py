#!/usr/bin/env python3
"""Kills the real program with SIGKILL while it acknowledges writes over HTTP, again and again.

    kill9.py PROGRAM [--cycles 20] [--writers 8]

All the while a second process writes to the same data, `belfry user add`, and is killed with it.
After each kill it starts the program on the same data and holds it to this: every task whose
creation was answered 201 is there, once; no task is there that nobody asked for; an unanswered one
is there once or not at all; the same of the people whose invitation was printed; and `belfry record
verify` finds every entry and value in order. An import is a draft until it is confirmed, whatever
was killed between, and there for good after that.
"""
import argparse
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

PASSWORD = "a long enough passphrase for the test"


class Server:
    def __init__(self, program: str, data: pathlib.Path):
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [program, "serve", "--data", str(data), "--port", "0", "--public-port", "0", "--json", "--log", "error"],
            stdout=subprocess.PIPE, text=True)
        self.setup = None
        self.address = None
        while self.address is None:
            line = json.loads(self.line())
            self.address = line.get("listening", "").removeprefix("http://") or None
        self.ready = time.monotonic() - self.started
        self.line()  # public pages

    def line(self) -> str:
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"the program ended with {self.process.wait()}")
        return line

    def read_setup(self) -> str:
        return json.loads(self.line())["setup"]

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Client:
    def __init__(self, address: str, token: str | None = None):
        self.address = address
        self.connection = http.client.HTTPConnection(address, timeout=10)
        self.headers = {"Content-Type": "application/json", "Origin": f"http://{address}"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def ask(self, method: str, path: str, body=None) -> tuple[int, dict]:
        text = None if body is None else json.dumps(body)
        self.connection.request(method, path, text, self.headers)
        answer = self.connection.getresponse()
        content = answer.read()
        cookie = answer.getheader("Set-Cookie")
        if cookie:
            self.headers["Cookie"] = cookie.split(";")[0]
        return answer.status, json.loads(content) if content else {}


def set_up(server: Server) -> str:
    """Makes the administrator by the one-time link and an API token for the writers."""
    secret = re.split(r"[#=/]", server.read_setup())[-1]
    client = Client(server.address)
    status, state = client.ask("POST", "/api/v1/setup", {
        "token": secret, "name": "Tester", "email": "tester@city.example", "password": PASSWORD})
    if status not in (200, 201):
        raise SystemExit(f"set-up was refused: {status} {state}")
    client.headers["X-CSRF-Token"] = state.get("csrf") or ""
    status, answer = client.ask("POST", "/api/v1/me/tokens",
                                {"name": "kill9", "read_only": False, "password": PASSWORD})
    if status not in (200, 201):
        raise SystemExit(f"no token: {status} {answer}")
    return answer["secret"]


class Writers:
    """Adds tasks with titles of their own as fast as they are acknowledged."""

    def __init__(self, address: str, token: str, count: int, cycle: int):
        self.acknowledged: set[str] = set()
        self.sent: set[str] = set()
        self.stop = False
        self.threads = [threading.Thread(target=self.write, args=(address, token, f"{cycle}.{n}"))
                        for n in range(count)]
        for thread in self.threads:
            thread.start()

    def write(self, address: str, token: str, name: str) -> None:
        client = Client(address, token)
        number = 0
        while not self.stop:
            number += 1
            title = f"task {name}.{number}"
            self.sent.add(title)
            try:
                status, _ = client.ask("POST", f"/api/v1/steps/{number % 10 + 1}/tasks", {"title": title})
            except (OSError, http.client.HTTPException):
                return
            if status in (200, 201):
                self.acknowledged.add(title)

    def join(self) -> None:
        self.stop = True
        for thread in self.threads:
            thread.join()


class Inviter:
    """Adds people from the command line, one process after the other, beside the server."""

    def __init__(self, program: str, data: pathlib.Path, cycle: int):
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


def compare(found: list[str], acknowledged: set[str], sent: set[str]) -> list[str]:
    return ([f"lost: {name}" for name in acknowledged - set(found)]
            + [f"doubled: {name}" for name in set(found) if found.count(name) > 1]
            + [f"never asked for: {name}" for name in set(found) - sent])


def titles(client: Client) -> list[str]:
    status, answer = client.ask("GET", "/api/v1/tasks")
    if status != 200:
        raise SystemExit(f"the tasks cannot be read: {status} {answer}")
    found = [task["title"] for task in answer["items"]]
    while answer.get("next"):
        status, answer = client.ask("GET", f"/api/v1/tasks?after={answer['next']}")
        found += [task["title"] for task in answer["items"]]
    return [title for title in found if title.startswith("task ")]


PLACES = "site_id,name,address\nS1,Fire Station,12 Main St\nS2,Library,5 Elm St\n"


def import_between_kills(program: str, data: pathlib.Path, token: str) -> list[str]:
    """Kills between the draft of an import and its confirmation, and right after that."""
    bad = []

    def at_a_new_server(act):
        server = Server(program, data)
        try:
            return act(Client(server.address, token))
        finally:
            server.kill()

    def upload(client: Client):
        client.headers["Content-Type"] = "application/octet-stream"
        client.connection.request("POST", "/api/v1/imports?name=places.csv", PLACES, client.headers)
        answer = client.connection.getresponse()
        return answer.status, json.loads(answer.read())

    def confirm(client: Client):
        path = f"/api/v1/imports/{draft['id']}"
        status, seen = client.ask("GET", path)
        if status != 200 or seen["state"] != "draft" or not seen["ready"]:
            bad.append(f"the draft of an import is lost: {status} {seen}")
        if client.ask("GET", "/api/v1/sites")[1]["items"]:
            bad.append("a draft changed the city")
        client.headers["If-Match"] = f'"{seen["revision"]}"'
        return client.ask("POST", f"{path}/confirmation")

    status, draft = at_a_new_server(upload)
    if status != 201:
        return [f"no import begins: {status} {draft}"]
    status, answer = at_a_new_server(confirm)
    if status != 200:
        bad.append(f"the import is not confirmed: {status} {answer}")
    sites = at_a_new_server(lambda client: client.ask("GET", "/api/v1/sites")[1]["items"])
    if [site["key"] for site in sites] != ["S1", "S2"]:
        bad.append(f"a confirmed import is lost: {sites}")
    return bad


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("program")
    arguments.add_argument("--cycles", type=int, default=20)
    arguments.add_argument("--writers", type=int, default=8)
    chosen = arguments.parse_args()
    data = pathlib.Path(tempfile.mkdtemp(prefix="belfry-kill9."))
    acknowledged: set[str] = set()
    sent: set[str] = set()
    bad: list[str] = []
    slowest = 0.0
    invited = 0
    token = None
    server = None
    try:
        for cycle in range(chosen.cycles + 1):
            server = Server(chosen.program, data)
            slowest = max(slowest, server.ready)
            if token is None:
                token = set_up(server)
            found = titles(Client(server.address, token))
            found += people(chosen.program, data)
            bad += compare(found, acknowledged, sent)
            if bad or cycle == chosen.cycles:
                server.kill()
                break
            writers = Writers(server.address, token, chosen.writers, cycle)
            inviter = Inviter(chosen.program, data, cycle)
            time.sleep(random.uniform(0.15, 0.6))
            server.kill()
            inviter.kill()
            writers.join()
            acknowledged |= writers.acknowledged | inviter.acknowledged
            sent |= writers.sent | inviter.sent
            invited += len(inviter.acknowledged)
            bad += [f"refused beside the server: {complaint}" for complaint in inviter.refused]
        bad += import_between_kills(chosen.program, data, token)
        verified = subprocess.run([chosen.program, "record", "verify", "--data", str(data)],
                                  capture_output=True, text=True)
        if verified.returncode != 0:
            bad.append(f"the record does not verify: {verified.stdout}{verified.stderr}")
    finally:
        if server is not None:
            server.kill()
        shutil.rmtree(data, ignore_errors=True)
    print("\n".join(bad[:20]))
    print(f"kill -9: {chosen.cycles} cycles, {len(acknowledged)} acknowledged of {len(sent)} sent, "
          f"{invited} of them by a second process; "
          f"{len(bad)} bad; slowest start {slowest * 1000:.0f} ms; {verified.stdout.strip()}")
    return 1 if bad or not acknowledged or not invited else 0


if __name__ == "__main__":
    sys.exit(main())
