"""The real program on a city's data of its own, and people who are signed in to it."""
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile

# The tests ask faster than any person or program that a city has.
os.environ.setdefault("BELFRY_REQUESTS_PER_MINUTE", "0")

PASSWORD = "a long enough passphrase for the test"

# What must never stand in an answer: places in the program or on the disk, SQL, names of libraries.
LEAK = re.compile(
    rb"[.][ch]pp\b|\bstd::|\bboost::|\bSQLITE_|\bsqlite3?_|\bSQLSTATE|SELECT .{1,200} FROM |INSERT INTO |"
    rb"UPDATE .{1,80} SET |\bterminate called|\bSegmentation|AddressSanitizer|\bbasic_string|\bbad_alloc|/etc/belfry|"
    rb"root:x:0|\bpqxx|\blibpq")


class Answer:
    def __init__(self, status: int, headers, content: bytes):
        self.status = status
        self.headers = headers
        self.content = content

    def json(self):
        return json.loads(self.content) if self.content else {}

    def code(self) -> str:
        try:
            return self.json().get("code", "")
        except (ValueError, AttributeError):
            return ""

    def header(self, name: str) -> str:
        return self.headers.get(name) or ""


class Server:
    """Serves the fictional city from a temporary folder until `close`; `folder`: that of one that was closed."""

    def __init__(self, program: str, *more: str, folder: pathlib.Path | None = None):
        self.program = program
        self.folder = folder or pathlib.Path(tempfile.mkdtemp(prefix="belfry-hostile."))
        self.data = self.folder / "data"
        self.log = open(self.folder / "log", "w+b")
        self.process = subprocess.Popen(
            [program, "serve", "--data", str(self.data), "--port", "0", "--public-port", "0", "--json",
             "--log", "warning", *more], stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.staff = self.read_address()
        self.public = self.read_address()
        self.people: dict[str, Client] = {}
        self.leaks: list[str] = []
        self.answers = 0

    def read_address(self) -> str:
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise RuntimeError(f"the program ended with {self.process.wait()}: {self.log_text()[-2000:]}")
            found = re.search(r'"(?:listening|public|public_pages|public-pages)":"http://([^"]+)"', line)
            if found:
                return found.group(1)

    def set_up(self) -> None:
        """Makes the administrator and loads the fictional city."""
        secret = re.split(r"[#=/]", json.loads(self.process.stdout.readline())["setup"])[-1]
        administrator = Client(self)
        answer = administrator.ask("POST", "/api/v1/setup", {
            "token": secret, "name": "Avery Admin", "email": "administrator@hostile.example", "password": PASSWORD})
        assert answer.status in (200, 201), (answer.status, answer.content)
        administrator.csrf = answer.json()["csrf"]
        self.people["administrator"] = administrator
        answer = administrator.ask("POST", "/api/v1/demo")
        assert answer.status in (200, 201), (answer.status, answer.content)

    def person(self, role: str) -> "Client":
        """Somebody with this one role, signed in."""
        if role in self.people:
            return self.people[role]
        name = f"{role}@hostile.example"
        made = subprocess.run(
            [self.program, "user", "add", name, "--data", str(self.data), "--name", role.title(), "--roles", role, "--json"],
            capture_output=True, text=True, check=True)
        token = re.split(r"[#=/]", next(v for v in json.loads(made.stdout.splitlines()[-1]).values()
                                        if isinstance(v, str) and "#" in v))[-1]
        client = Client(self)
        answer = client.ask("POST", "/api/v1/invitations/acceptance", {
            "token": token, "name": role.title(), "language": "en", "password": PASSWORD})
        assert answer.status in (200, 201), (answer.status, answer.content)
        client.csrf = answer.json().get("csrf", "")
        self.people[role] = client
        return client

    def log_text(self) -> str:
        self.log.flush()
        return (self.folder / "log").read_text(errors="replace")

    def memory(self, when: str = "HWM") -> int:
        """Megabytes at most so far; `RSS`: now."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"Vm{when}:\s*(\d+)", text).group(1)) // 1024

    def is_alive(self) -> bool:
        return self.process.poll() is None and Client(self).ask("GET", "/healthz").status == 200

    def close(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def remove(self) -> None:
        self.log.close()
        shutil.rmtree(self.folder)


class Client:
    """One browser: keeps its cookie, sends what Belfry's own page would send, and looks at every
    answer for what no answer may say."""

    def __init__(self, server: Server, public: bool = False):
        self.server = server
        self.address = server.public if public else server.staff
        self.connection = http.client.HTTPConnection(self.address, timeout=30)
        self.cookie = ""
        self.csrf = ""

    def ask(self, method: str, path: str, body=None, headers: dict | None = None, plain: bool = False) -> Answer:
        """`body`: bytes as they are, else a value that is sent as JSON. `plain`: without the headers
        of Belfry's own page, except the cookie."""
        sent = {"Cookie": self.cookie} if self.cookie else {}
        if not plain:
            sent["Origin"] = f"http://{self.address}"
            if self.csrf:
                sent["X-CSRF-Token"] = self.csrf
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        if body is not None:
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        sent = {name: value for name, value in sent.items() if value is not None}
        for left in (2, 1, 0):
            try:
                answer, content = self.exchange(method, path, body, sent)
                break
            except (http.client.HTTPException, OSError):
                self.connection.close()  # the server closed an idle or a refused connection
                if left == 0:
                    raise
        cookie = answer.getheader("Set-Cookie")
        if cookie:
            self.cookie = cookie.split(";")[0]
        out = Answer(answer.status, answer.headers, content)
        self.look_at(method, path, out)
        return out

    def exchange(self, method: str, path: str, body, sent: dict) -> tuple[http.client.HTTPResponse, bytes]:
        try:
            self.connection.request(method, path, body, sent)
        except (BrokenPipeError, ConnectionResetError):
            pass  # a body that is too large is refused before it has been read: the answer is there
        answer = self.connection.getresponse()
        return answer, answer.read()

    def look_at(self, method: str, path: str, answer: Answer) -> None:
        self.server.answers += 1
        found = LEAK.search(answer.content)
        where = f"{method} {path[:120]} → {answer.status}"
        if found and "openapi" not in path:
            self.server.leaks.append(f"{where} says {found.group(0)[:60]!r}")
        told = "/administration/" in path  # administrators are told where the data lie
        if str(self.server.folder).encode() in answer.content and not told:
            self.server.leaks.append(f"{where} names a folder of the server")
        policy = answer.header("Content-Security-Policy")
        if "default-src 'none'" not in policy or "require-trusted-types-for 'script'" not in policy or "unsafe" in policy:
            self.server.leaks.append(f"{where} has no strict policy: {policy!r}")
        if answer.header("X-Content-Type-Options") != "nosniff":
            self.server.leaks.append(f"{where} may be sniffed")
        for name in answer.headers:
            if name.lower().startswith("access-control-") or name.lower() in ("server", "x-powered-by", "x-injected"):
                self.server.leaks.append(f"{where} has {name}: {answer.header(name)}")
