"""Bytes that two readers could understand differently, at both doors of the real server: no such
request is answered as if it were in order, nothing behind it is taken for a request of its own, and
clients that only hold a connection are cut."""
import re
import socket
import threading
import time

from report import Attack
from server import Client, LEAK, Server

LINE = "GET /healthz HTTP/1.1\r\n"
HOST = "Host: belfry.example\r\n"
POST = "POST /api/v1/session HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n"
SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"

# Name, bytes. Each is answered 4xx or 501/505 or not at all, and nothing follows.
REFUSED = {
    "no Host": LINE + "\r\n",
    "two Hosts": LINE + HOST + HOST + "\r\n",
    "Host with a path": LINE + "Host: a/b\r\n\r\n",
    "Host with a user": LINE + "Host: a@b\r\n\r\n",
    "Host with a user and a password": LINE + "Host: a:b@c\r\n\r\n",
    "Host with port 0": LINE + "Host: a:0\r\n\r\n",
    "Host with a port beyond 65535": LINE + "Host: a:65536\r\n\r\n",
    "Host with a port in letters": LINE + "Host: a:b\r\n\r\n",
    "Host with a port and no number": LINE + "Host: a:\r\n\r\n",
    "Host with two ports": LINE + "Host: a:80:80\r\n\r\n",
    "Host of a port": LINE + "Host: :80\r\n\r\n",
    "Host in half a bracket": LINE + "Host: [::1\r\n\r\n",
    "a whole address without a host": "GET http:///healthz HTTP/1.1\r\n" + HOST + "\r\n",
    "a whole address with a user": "GET http://a@belfry.example/healthz HTTP/1.1\r\n" + HOST + "\r\n",
    "a whole address with port 0": "GET http://belfry.example:0/healthz HTTP/1.1\r\n" + HOST + "\r\n",
    "two tokens": LINE + HOST + "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n",
    "Host with a blank": LINE + "Host: a b\r\n\r\n",
    "length and coding": POST + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "coding and length": POST + "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "two equal lengths": POST + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" + SMUGGLED,
    "two lengths": POST + f"Content-Length: 2\r\nContent-Length: {2 + len(SMUGGLED)}\r\n\r\n{{}}" + SMUGGLED,
    "a list of lengths": POST + "Content-Length: 2, 2\r\n\r\n{}" + SMUGGLED,
    "a signed length": POST + "Content-Length: +2\r\n\r\n{}" + SMUGGLED,
    "a length in hex": POST + "Content-Length: 0x2\r\n\r\n{}" + SMUGGLED,
    "a length with an underscore": POST + "Content-Length: 0_2\r\n\r\n{}" + SMUGGLED,
    "a negative length": POST + "Content-Length: -2\r\n\r\n{}" + SMUGGLED,
    "a blank before the colon": POST + "Content-Length : 2\r\n\r\n{}" + SMUGGLED,
    "a coding behind a blank": POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a coding on a folded line": POST + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "an unknown coding": POST + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "identity": POST + "Transfer-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}" + SMUGGLED,
    "a coding in quotes": POST + 'Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n' + SMUGGLED,
    "chunked twice": POST + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "two codings": POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a coding behind a vertical tab": POST + "Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "chunks in HTTP/1.0": POST.replace("1.1", "1.0") + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a chunk size with a sign": POST + "Transfer-Encoding: chunked\r\n\r\n+2\r\n{}\r\n0\r\n\r\n" + SMUGGLED,
    "a chunk size with 0x": POST + "Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n" + SMUGGLED,
    "a chunk size that wraps": POST + "Transfer-Encoding: chunked\r\n\r\n10000000000000002\r\n{}\r\n0\r\n\r\n" + SMUGGLED,
    "a chunk that is longer than it says": POST + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n0\r\n\r\n" + SMUGGLED,
    "a chunk ended by LF": POST + "Transfer-Encoding: chunked\r\n\r\n2\n{}\n0\n\n" + SMUGGLED,
    "a chunk extension ended by LF": POST + "Transfer-Encoding: chunked\r\n\r\n2;a\n{}\r\n0\r\n\r\n" + SMUGGLED,
    "an endless chunk extension": POST + "Transfer-Encoding: chunked\r\n\r\n2;" + "x" * 40_000,
    "an endless trailer": POST + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + "X: y\r\n" * 20_000,
    "LF alone": LINE.replace("\r", "") + "Host: x\n\n" + SMUGGLED,
    "LF inside a field": LINE + HOST + "X: y\nX-Injected: z\r\n\r\n",
    "CR alone": LINE + HOST + "X: y\rX-Injected: z\r\n\r\n",
    "NUL in a field": LINE + HOST + "X: y\0z\r\n\r\n",
    "NUL in a name": LINE + HOST + "X\0: y\r\n\r\n",
    "a folded field": LINE + HOST + "X: y\r\n z\r\n\r\n",
    "a folded first field": LINE + " X: y\r\n" + HOST + "\r\n",
    "no colon": LINE + HOST + "nonsense\r\n\r\n",
    "three words too many": "GET /healthz x HTTP/1.1\r\n" + HOST + "\r\n",
    "HTTP/0.9": "GET /healthz\r\n" + HOST + "\r\n",
    "HTTP/2.0": "GET /healthz HTTP/2.0\r\n" + HOST + "\r\n",
    "HTTP/1.9": "GET /healthz HTTP/1.9\r\n" + HOST + "\r\n",
    "the preface of HTTP/2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TRACE": "TRACE / HTTP/1.1\r\n" + HOST + "Cookie: a=b\r\n\r\n",
    "CONNECT": "CONNECT 127.0.0.1:22 HTTP/1.1\r\n" + HOST + "\r\n",
    "an unknown method": "BREW / HTTP/1.1\r\n" + HOST + "\r\n",
    "a method with a tab": "GET\t/ HTTP/1.1\r\n" + HOST + "\r\n",
    "a long target": "GET /" + "a" * 9000 + " HTTP/1.1\r\n" + HOST + "\r\n",
    "a large header": LINE + HOST + "X: " + "a" * 17_000 + "\r\n\r\n",
    "many fields": LINE + HOST + "X: y\r\n" * 100 + "\r\n",
    "an unknown expectation": POST + "Expect: wonders\r\nContent-Length: 2\r\n\r\n{}",
    "TLS": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "nothing but line ends": "\r\n" * 5000,
    "a body of the whole disk": POST + "Content-Length: 9223372036854775807\r\n\r\n{}",
    "a body beyond numbers": POST + "Content-Length: 99999999999999999999\r\n\r\n{}",
}

# What is read in one way only may be taken, but is then one request, and never a failure.
TAKEN_OR_REFUSED = {
    "a whole address of a foreign host": "GET http://169.254.169.254/latest HTTP/1.1\r\n" + HOST + "\r\n",
    "a whole address": "GET http://belfry.example/healthz HTTP/1.1\r\n" + HOST + "\r\n",
    "an asterisk": "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n",
    "many ranges": LINE + HOST + "Range: bytes=" + ",".join(f"{n}-" for n in range(1500)) + "\r\n\r\n",
    "a range beyond numbers": LINE + HOST + "Range: bytes=0-18446744073709551616\r\n\r\n",
    "a range backwards": LINE + HOST + "Range: bytes=-0,5-2\r\n\r\n",
    "chunks with an extension": POST + 'Transfer-Encoding: chunked\r\n\r\n2;a="b\\"c"\r\n{}\r\n0\r\n\r\n',
    "chunks with a trailer": POST + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nContent-Length: 9\r\nHost: x\r\n\r\n",
    "languages": LINE + HOST + "Accept-Language: " + ",".join(["en;q=9e999"] * 900) + "\r\n\r\n",
    "tags": LINE + HOST + "If-None-Match: " + 'W/"a",' * 2000 + "\r\n\r\n",
    "forwarded for": LINE + HOST + "X-Forwarded-For: 127.0.0.1, \x80, ::1\r\nForwarded: for=x\r\n\r\n",
    "many cookies": LINE + HOST + "Cookie: " + "; ".join(f"belfry={n}" for n in range(900)) + "\r\n\r\n",
    "a cookie of bytes": LINE + HOST + "Cookie: belfry=\xff\xfe; __Host-belfry=\x80\r\n\r\n",
    "a bearer of bytes": LINE + HOST + "Authorization: Bearer \xff" + "a" * 5000 + "\r\n\r\n",
}

# The target as it stands in the first line.
PATHS = ["/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../../etc/passwd",
         "/assets/..%2f..%2fetc/passwd", "/assets/....//....//etc/passwd", "/assets/%252e%252e%252fetc%252fpasswd", "//etc/passwd",
         "/.\\..\\etc\\passwd", "/assets/..%5c..%5cetc%5cpasswd", "/%c0%ae%c0%ae/etc/passwd", "/etc/passwd%00.html", "/.git/config",
         "/belfry.db", "/data/belfry.db", "/belfry.db-wal", "/secret.key", "/api/v1/../../belfry.db", "/api/v1/backups/..%2fbelfry.db",
         "/api/v1/backups/%2e%2e", "/api/v1/backups/..%5cbelfry.db", "/api/v1/backups/belfry.db", "/api/v1/backups/.", "/;/etc/passwd",
         "/assets/index.html/../../../etc/passwd", "/proc/self/environ", "/./proc/self/environ", "/%0d%0aX-Injected:%20y",
         "/?a=%0d%0aX-Injected:%20y", "/healthz%0d%0aX-Injected:%20y", "/\xff", "/a?\xff", "/%", "/%1", "/a#b", "/?" + "a=b&" * 1500]


def ask(address: str, text: str, wait: float = 5) -> bytes:
    """Everything that comes back until the connection ends."""
    host, port = address.rsplit(":", 1)
    out = b""
    with socket.create_connection((host, int(port)), timeout=wait) as connection:
        try:
            connection.sendall(text.encode("latin-1"))
            connection.shutdown(socket.SHUT_WR)
            while chunk := connection.recv(65536):
                out += chunk
        except (ConnectionError, TimeoutError):
            pass
    return out


def status_of(answer: bytes) -> int:
    return int(answer[9:12]) if answer.startswith(b"HTTP/1.1 ") else 0


def judge(attack: Attack, name: str, answer: bytes, allowed) -> None:
    status = status_of(answer)
    attack.hold(allowed(status), f"{name}: answered {status}")
    attack.hold(len(re.findall(rb"HTTP/1[.]1 \d\d\d ", answer)) <= 1, f"{name}: what follows was taken for a request")
    attack.hold(b"\r\nX-Injected:" not in answer, f"{name}: a field was injected")
    attack.hold(not LEAK.search(answer), f"{name}: the answer says {LEAK.search(answer)}")


def requests(report, server: Server) -> None:
    for door, address in (("staff", server.staff), ("public", server.public)):
        with Attack(report, f"requests that can be read in two ways are refused ({door})") as attack:
            for name, text in REFUSED.items():
                judge(attack, name, ask(address, text), lambda status: status == 0 or 400 <= status < 500 or status in (501, 505))
            for name, text in TAKEN_OR_REFUSED.items():
                judge(attack, name, ask(address, text), lambda status: status in (200, 204, 206) or 400 <= status < 500)
        with Attack(report, f"no path leads out of what is served ({door})") as attack:
            for path in PATHS:
                answer = ask(address, f"GET {path} HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n")
                judge(attack, path[:60], answer, lambda status: status == 200 or 400 <= status < 500)
                attack.hold(b"root:" not in answer and b"SQLite format" not in answer, f"{path[:60]}: gave a file")


def methods(report, server: Server, api) -> None:
    with Attack(report, "OPTIONS, HEAD and methods a route has not: no failure, no foreign origin is let in") as attack:
        for path in sorted({route.path for route in api.routes if "events" not in route.path}):
            offered = {route.method for route in api.routes if route.path == path}
            target = api.fill(path)
            for method in ("OPTIONS", "HEAD", "PUT", "DELETE", "PATCH", "POST"):
                if method in offered:
                    continue
                answer = server.people["administrator"].ask(method, target, headers={"Origin": "http://evil.example"}
                                                             if method == "OPTIONS" else None)
                attack.hold(answer.status < 500, f"{method} {path}: {answer.status}")
                attack.hold(not answer.header("Access-Control-Allow-Origin"), f"{method} {path}: lets a foreign origin in")


def submissions(report, server: Server) -> None:
    """What anybody may send to the witness: others' checkpoints, or nonsense, as fast as it goes."""
    with Attack(report, "a network that sends checkpoints without end is made to wait, and readers are not") as attack:
        body = "old 0\n\nnowhere.example/belfry/log\n1\n" + "A" * 43 + "=\n\n— nowhere.example/belfry/log AAAAAAAA\n"
        request = (f"POST /witness/add-checkpoint HTTP/1.1\r\n{HOST}Content-Type: text/plain\r\nConnection: close\r\n"
                   f"Content-Length: {len(body.encode())}\r\n\r\n" + body.encode().decode("latin-1"))
        answers = [ask(server.public, request) for _ in range(320)]
        for answer in answers:
            judge(attack, "a checkpoint", answer, lambda status: 400 <= status < 500)
        attack.hold(status_of(answers[0]) != 429, "the first one has to wait")
        attack.hold(status_of(answers[-1]) == 429 and b"\r\nRetry-After: " in answers[-1], "the last one has not to wait")
        attack.hold(status_of(ask(server.public, f"GET / HTTP/1.1\r\n{HOST}Connection: close\r\n\r\n")) == 200,
                    "a reader has to wait")


def flood(report, program: str) -> None:
    """One account, and whoever is not signed in, ask without end: they wait, and others do not."""
    with Attack(report, "an account or a network that asks without end is made to wait, and others are not") as attack:
        server = Server(program, "--requests-per-minute", "200")
        try:
            server.set_up()
            mayor = server.person("mayor")

            def asks_without_end(who: Client, path: str) -> None:
                last = None
                for _ in range(260):
                    last = who.ask("GET", path)
                    attack.hold(last.status in (200, 401, 429), f"{path} is answered with {last.status}")
                attack.hold(last.status == 429 and last.code() == "too_many_requests" and int(last.header("Retry-After")) > 0,
                            f"{path} is still answered with {last.status}")

            asks_without_end(server.people["administrator"], "/api/v1/people")
            attack.hold(mayor.ask("GET", "/api/v1/me").status == 200, "another account has to wait")
            guess = Client(server)
            guess.cookie = "belfry=" + "A" * 43
            asks_without_end(guess, "/api/v1/me")
            attack.hold(mayor.ask("GET", "/api/v1/me").status == 200, "an account of that network has to wait")
            attack.hold(Client(server, public=True).ask("GET", "/").status == 200, "a reader has to wait")
        finally:
            server.close()
            server.remove()


def slow(report, server: Server) -> None:
    """A hundred connections that send a header byte by byte, and some a body: all are cut, and meanwhile
    others are served."""
    with Attack(report, "connections that are only held are cut, others are served meanwhile") as attack:
        host, port = server.staff.rsplit(":", 1)
        held = [socket.create_connection((host, int(port)), timeout=30) for _ in range(100)]
        begun = time.monotonic()
        for n, connection in enumerate(held):
            connection.sendall(b"GET / HTTP/1.1\r\nX-Slow: " if n % 2 else
                               (POST + "Content-Length: 60000\r\n\r\n{").encode())
        slowest = 0.0
        quick = Client(server)
        while time.monotonic() - begun < 14:
            for connection in held:
                try:
                    connection.sendall(b"a")
                except OSError:
                    pass
            asked = time.monotonic()
            attack.hold(quick.ask("GET", "/healthz").status == 200, "/healthz is not answered")
            slowest = max(slowest, time.monotonic() - asked)
            time.sleep(0.5)
        attack.hold(slowest < 2, f"others waited {slowest:.1f} s")
        for connection in held:
            connection.settimeout(8)
            try:
                while connection.recv(4096):
                    pass
                attack.hold(True, "")
            except ConnectionError:
                attack.hold(True, "")
            except TimeoutError:
                attack.hold(False, "a connection is held for longer than 20 s")
            connection.close()


class Meanwhile:
    """Runs an attack that mostly waits beside the others."""

    def __init__(self, function, *arguments):
        self.thread = threading.Thread(target=function, args=arguments)
        self.thread.start()

    def end(self) -> None:
        self.thread.join()
