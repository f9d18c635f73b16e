"""The real program as the tests of this folder use it: started, asked over HTTP, ended."""
import collections
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import threading
import time

# The tests ask faster than any person or program that a city has.
os.environ.setdefault("BELFRY_REQUESTS_PER_MINUTE", "0")

PASSWORD = "a long enough passphrase for the test"


class Server:
    def __init__(self, program: str, data: pathlib.Path, environment: dict | None = None,
                 options: tuple[str, ...] = ()):
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [program, "serve", "--data", str(data), "--port", "0", "--public-port", "0", "--json",
             "--log", "off", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        self.address = None
        try:
            self.wait_until_it_listens()
        except BaseException:
            # Whoever ends the test meanwhile has no server yet that could be ended.
            self.kill()
            raise
        # Nobody reads it: a full pipe would hold the program up.
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def wait_until_it_listens(self) -> None:
        while self.address is None:
            line = json.loads(self.line())
            self.address = line.get("listening", "").removeprefix("http://") or None
        self.ready = time.monotonic() - self.started
        self.public = json.loads(self.line())["public"].removeprefix("http://")

    def line(self) -> str:
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"the program ended with {self.process.wait()}: {self.process.stderr.read()}")
        return line

    def read_setup(self) -> str:
        return json.loads(self.line())["setup"]

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(timeout=30)


class Client:
    def __init__(self, address: str, token: str | None = None):
        self.address = address
        self.connection = http.client.HTTPConnection(address, timeout=20)
        self.headers = {"Content-Type": "application/json", "Origin": f"http://{address}"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def ask(self, method: str, path: str, body=None) -> tuple[int, dict]:
        text = body if body is None or isinstance(body, bytes) else json.dumps(body)
        self.connection.request(method, path, text, self.headers)
        answer = self.connection.getresponse()
        content = answer.read()
        cookie = answer.getheader("Set-Cookie")
        if cookie:
            self.headers["Cookie"] = cookie.split(";")[0]
        return answer.status, json.loads(content) if content else {}

    def add_task(self, title: str, step: int = 1) -> int:
        return self.ask("POST", f"/api/v1/steps/{step}/tasks", {"title": title})[0]

    def titles(self) -> list[str]:
        status, answer = self.ask("GET", "/api/v1/tasks")
        if status != 200:
            raise SystemExit(f"the tasks cannot be read: {status} {answer}")
        found = [task["title"] for task in answer["items"]]
        while answer.get("next"):
            status, answer = self.ask("GET", f"/api/v1/tasks?after={answer['next']}")
            found += [task["title"] for task in answer["items"]]
        return [title for title in found if title.startswith("task ")]


def sign_up(server: Server) -> Client:
    """Makes the administrator by the one-time link, signed in."""
    secret = re.split(r"[#=/]", server.read_setup())[-1]
    client = Client(server.address)
    status, state = client.ask("POST", "/api/v1/setup", {
        "token": secret, "name": "Tester", "email": "tester@city.example", "password": PASSWORD})
    if status not in (200, 201):
        raise SystemExit(f"set-up was refused: {status} {state}")
    client.headers["X-CSRF-Token"] = state.get("csrf") or ""
    return client


def set_up(server: Server) -> str:
    """The administrator, and an API token for the writers."""
    client = sign_up(server)
    status, answer = client.ask("POST", "/api/v1/me/tokens", {"name": "faults", "read_only": False})
    if status not in (200, 201):
        raise SystemExit(f"no token: {status} {answer}")
    return answer["secret"]


class Writers:
    """Add tasks with titles of their own as fast as they are acknowledged."""

    def __init__(self, address: str, token: str, count: int, name: str,
                 position=lambda: 0, most: int = 1_000_000):
        self.acknowledged: dict[str, int] = {}  # with what `position` gave after the answer
        self.sent: set[str] = set()
        self.stop = False
        self.threads = [threading.Thread(target=self.write, args=(address, token, f"{name}.{n}", position, most))
                        for n in range(count)]
        for thread in self.threads:
            thread.start()

    def write(self, address: str, token: str, name: str, position, most: int) -> None:
        client = Client(address, token)
        number = 0
        while not self.stop and number < most:
            number += 1
            title = f"task {name}.{number}"
            self.sent.add(title)
            try:
                status = client.add_task(title, number % 10 + 1)
            except (OSError, http.client.HTTPException):
                return
            if status in (200, 201):
                self.acknowledged[title] = position()

    def join(self) -> None:
        for thread in self.threads:
            thread.join()


def compare(found: list[str], acknowledged, sent) -> list[str]:
    """What of the acknowledged is lost, what is there twice, what nobody asked for."""
    count = collections.Counter(found)
    return ([f"lost: {name}" for name in set(acknowledged) - set(count)]
            + [f"doubled: {name}" for name, times in count.items() if times > 1]
            + [f"never asked for: {name}" for name in set(count) - set(sent)])


def verify(program: str, data: pathlib.Path, environment: dict | None = None) -> str:
    """What `belfry record verify` complains of; empty when it is content."""
    done = subprocess.run([program, "record", "verify", "--data", str(data)],
                          capture_output=True, text=True, env=environment)
    return "" if done.returncode == 0 else f"record verify ended with {done.returncode}: {done.stdout}{done.stderr}"


def verify_log(program: str, data: pathlib.Path, checkpoint: pathlib.Path, environment: dict | None = None) -> str:
    """What `belfry log verify` complains of, or that the log does not go on from a checkpoint that was kept."""
    done = subprocess.run([program, "log", "verify", "--checkpoint", str(checkpoint), "--data", str(data)],
                          capture_output=True, text=True, env=environment)
    return "" if done.returncode == 0 else f"log verify ended with {done.returncode}: {done.stdout}{done.stderr}"
