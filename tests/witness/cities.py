"""A Belfry of a city in a network of its own, for the tests of witnesses."""
import json
import pathlib
import re
import signal
import subprocess
import time

PASSWORD = "a long enough passphrase for the test"


class City:
    """`inside` are the words that run a command in the city's network; empty: in this one."""

    def __init__(self, program: str, data: pathlib.Path, host: str, inside: list[str]):
        self.program, self.data, self.host, self.inside = program, data, host, inside
        # People sign in over TLS or on the machine itself; peers come to the public pages.
        self.staff = "127.0.0.1" if inside else host
        self.process = None
        # Free ones when it first starts, and the same from then on: others have its address.
        self.ports = {"staff": "0", "public": "0"}
        self.signed_in: list[str] = []

    def start(self) -> "City":
        self.process = subprocess.Popen(
            [*self.inside, self.program, "serve", "--data", str(self.data), "--address", self.staff,
             "--public-address", self.host, "--port", self.ports["staff"], "--public-port", self.ports["public"],
             "--json", "--log", "error"],
            stdout=subprocess.PIPE, text=True)
        self.ports = {"staff": self.line()["listening"].rpartition(":")[2],
                      "public": self.line()["public"].rpartition(":")[2]}
        return self

    @property
    def shown_at(self) -> str:
        return f"http://{self.host}:{self.ports['public']}"

    def line(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"the program ended with {self.process.wait()}")
        return json.loads(line)

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
            self.process.wait(30)
            self.process = None

    def die(self) -> None:
        self.process.kill()
        self.process.wait(30)
        self.process = None

    def fall_silent(self, silent: bool) -> None:
        """Its machine still takes connections, and nobody answers."""
        self.process.send_signal(signal.SIGSTOP if silent else signal.SIGCONT)

    def set_up(self) -> "City":
        secret = re.split(r"[#=/]", self.line()["setup"])[-1]
        answer, cookie = self.exchange("POST", "/setup", {
            "token": secret, "name": "Ana Reyes", "email": "ana@city.example", "password": PASSWORD}, [])
        # Witnesses are for people who just showed who they are, not for programs.
        self.signed_in = ["-H", f"Cookie: {cookie}", "-H", f"X-CSRF-Token: {answer['csrf']}"]
        self.command("log", "address", self.shown_at)
        return self

    def exchange(self, method: str, path: str, body, more: list[str], want=(200, 201, 204)):
        """Through curl, which can be run in another network."""
        here = f"http://{self.staff}:{self.ports['staff']}"
        words = ["curl", "-sS", "-m", "30", "-X", method, f"{here}/api/v1{path}",
                 "-H", "Content-Type: application/json", "-H", f"Origin: {here}", "-i", *more]
        if body is not None:
            words += ["--data-binary", json.dumps(body)]
        said = subprocess.run([*self.inside, *words], capture_output=True, text=True, check=True).stdout
        head, _, content = said.replace("\r\n", "\n").partition("\n\n")
        cookie = re.search(r"^Set-Cookie: ([^;]+)", head, re.M | re.I)
        if int(head.split()[1]) not in want:
            raise SystemExit(f"{method} {path} of {self.host}: {head.splitlines()[0]} {content}")
        return json.loads(content) if content else {}, cookie and cookie.group(1)

    def ask(self, method: str, path: str, body=None, want=(200, 201, 204)):
        return self.exchange(method, path, body, self.signed_in, want)[0]

    def public(self, path: str) -> str:
        words = ["curl", "-sS", "-m", "30", self.shown_at + path]
        return subprocess.run([*self.inside, *words], capture_output=True, text=True, check=True).stdout

    def command(self, *words: str) -> dict:
        said = subprocess.run(
            [self.program, *words, "--data", str(self.data), "--json"], capture_output=True, text=True, check=True)
        return json.loads(said.stdout.splitlines()[-1])

    def add_tasks(self, *titles: str) -> None:
        for title in titles:
            self.ask("POST", "/steps/2/tasks", {"title": title})

    def pins(self, other: "City", name: str, level: str) -> None:
        keys = other.command("log", "key")
        self.ask("POST", "/witnesses", {
            "name": name, "level": level, "url": f"{other.shown_at}/witness",
            "log_key": keys["log"], "witness_key": keys["witness"]})

    def finding(self) -> dict:
        """What the doctor says of the witnesses, beside the server."""
        said = subprocess.run([self.program, "doctor", "--data", str(self.data), "--json"],
                              capture_output=True, text=True)
        if said.returncode not in (0, 5):
            raise SystemExit(f"the doctor of {self.host}: {said.stderr}")
        return next(each for each in map(json.loads, said.stdout.splitlines()) if each.get("key") == "witnesses")

    def round(self) -> dict:
        """Asks every witness, and what is known of them afterwards."""
        job = self.ask("POST", "/witnesses/rounds", want=(202,))
        done = wait_for(lambda: (now := self.ask("GET", f"/jobs/{job['id']}"))["state"] not in ("queued", "running")
                        and now, 60)
        if not done or done["state"] != "done":
            raise SystemExit(f"the round of {self.host}: {done}")
        return self.ask("GET", "/witnesses")


def wait_for(what, seconds: float = 15):
    until = time.monotonic() + seconds
    while True:
        found = what()
        if found:
            return found
        if time.monotonic() > until:
            return None
        time.sleep(0.2)
