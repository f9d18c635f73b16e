#!/usr/bin/env python3
"""Load on the real program, each figure with its yardstick in the same run.

    load.py PROGRAM portal|crowd|held|live|writes|size [--seconds 8] [--into docs/performance.md]

portal  the public home page against nginx with the same bytes: rate and processor time for each request
crowd   10,000 kept connections on the public page, and news every few seconds: p99, how soon they are seen
held    4,000 connections that are only held: what others wait meanwhile, and whether staff sign in
live    2,000 sessions at 1,500 places, three bursts of ten reports a second: from a report's acknowledgement
        to the last screen that shows it
writes  acknowledged writes of 1 and of 64 clients against fdatasync alone, on this disk and on one that syncs
        726 times a second (slow_sync.c): the fastest of those for which the goals were set
size    start, memory when idle and after load, and with --megabytes: backup under writes, start with them

Needs wrk and nginx (packages.txt), and `live` build/release/bench/screens. Never part of the tests: a figure that depends on the machine cannot
fail a build.
"""
import argparse
import asyncio
import contextlib
import hashlib
import http.client
import os
import pathlib
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "hostile"))
from server import Client, PASSWORD, Server  # noqa: E402

from figures import Figure, keep  # noqa: E402
from machine import Watch  # noqa: E402
from screens import Wall  # noqa: E402


def ticks(pid: int) -> int:
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def milliseconds(text: str) -> float:
    number, unit = re.match(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60000}[unit]


def wrk(address: str, seconds: int, connections: int, path: str = "", *more: str) -> dict:
    out = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "--latency", *more, f"http://{address}/{path}"],
                         capture_output=True, text=True).stdout
    bad = re.search(r"Non-2xx.*?(\d+)", out)
    broken = re.search(r"Socket errors: (.*)", out)
    return {"rate": float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), "requests": int(re.search(r"(\d+) requests in", out).group(1)),
            "p99": milliseconds(re.search(r"^\s+99%\s+(\S+)", out, re.MULTILINE).group(1)), "bad": int(bad.group(1)) if bad else 0,
            "broken": broken.group(1) if broken else "none"}


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def made(program: str, *more: str) -> Server:
    server = Server(program, *more)
    server.set_up()
    return server


def portal(program: str, wish) -> None:
    server = made(program, "--trusted-proxy", "127.0.0.1")
    folder = pathlib.Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    (folder / "www").mkdir()
    (folder / "www/index.html").write_bytes(Client(server, public=True).ask("GET", "/", plain=True).content)
    (folder / "nginx.conf").write_text(f"""worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/errors;
events {{ worker_connections 16384; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100; types {{ text/html html; }}
 client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3; uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
 server {{ listen 127.0.0.1:18099; root {folder}/www; add_header X-Content-Type-Options nosniff; }} }}""")
    nginx = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    worker = int(subprocess.run(["pgrep", "-P", str(nginx.pid)], capture_output=True, text=True).stdout.split()[0])
    rate, cost = {}, {}
    watch = Watch(server.process.pid, worker)
    for _ in range(3):
        for name, pid, address in (("belfry", server.process.pid, server.public), ("nginx", worker, "127.0.0.1:18099")):
            before = ticks(pid)
            got = wrk(address, wish.seconds, 64)
            rate[name] = rate.get(name, 0) + got["rate"]
            cost[name] = cost.get(name, 0) + (ticks(pid) - before) / os.sysconf("SC_CLK_TCK") / got["requests"] * 1e6
            print(f"{name:7} {got['rate']:9.0f} requests/s  p99 {got['p99']:.1f} ms  bad {got['bad']}", flush=True)
    ratio, work = rate["belfry"] / rate["nginx"], cost["belfry"] / cost["nginx"]
    keep([Figure("public page, rate against nginx", f"{ratio:.2f} × ({rate['belfry'] / 3:.0f} against {rate['nginx'] / 3:.0f} a second)",
                 "≥ 0.50 ×", ratio >= 0.5, watch.others()),
          Figure("public page, processor time against nginx", f"{work:.2f} × ({cost['belfry'] / 3:.1f} against {cost['nginx'] / 3:.1f} µs)",
                 "≤ 2.00 ×", work <= 2, watch.others())], wish.into)
    nginx.terminate()
    nginx.wait()
    shutil.rmtree(folder)
    end(server)


def crowd(program: str, wish) -> None:
    """News: the city's name changes. Every answer seen must be whole, and of one edition."""
    server = made(program, "--trusted-proxy", "127.0.0.1")  # from one address: 256 connections otherwise
    person = server.people["administrator"]
    assert person.ask("DELETE", "/api/v1/demo").status < 300
    seen, torn, stop = {}, [], threading.Event()

    def look() -> None:
        reader = Client(server, public=True)
        while not stop.is_set():
            page = reader.ask("GET", "/", plain=True)
            names = set(re.findall(rb"Edition (\d+)", page.content))
            if len(names) > 1 or page.status != 200 or not page.content.rstrip().endswith(b"</html>"):
                torn.append((page.status, names))
            for name in names:
                seen.setdefault(int(name), time.monotonic())
            time.sleep(0.02)

    def news() -> None:
        for edition in range(1, max(2, wish.seconds // 5) + 1):
            tag = person.ask("GET", "/api/v1/city").header("ETag").removeprefix("W/")
            answer = person.ask("PUT", "/api/v1/city", {"name": f"Edition {edition}", "state": "OH"}, {"If-Match": tag})
            assert answer.status == 200, answer.content
            told[edition] = time.monotonic()
            time.sleep(5)

    told: dict[int, float] = {}
    threads = [threading.Thread(target=look), threading.Thread(target=news)]
    for thread in threads:
        thread.start()
    script = server.folder / "visit.lua"
    script.write_text("function delay() return math.random(0, 9000) end")
    watch = Watch(server.process.pid)
    got = wrk(server.public, wish.seconds + 4, 10_000, "", "-s", str(script))
    others = watch.others()
    threads[1].join()
    time.sleep(1.5)
    stop.set()
    threads[0].join()
    late = [seen[edition] - when for edition, when in told.items() if edition in seen]
    errors = sum(map(int, re.findall(r"\d+", got["broken"]))) + got["bad"]
    keep([Figure("10,000 kept connections, each asks every 5 s", f"p99 {got['p99']:.0f} ms of {got['requests']} answers, {errors} errors",
                 "p99 ≤ 100 ms", got["p99"] <= 100, others),
          Figure("news while 10,000 connections ask", f"{len(late)} of {len(told)} seen, the slowest after {max(late):.2f} s; {len(torn)} torn pages",
                 "≤ 2 s, none torn", len(late) == len(told) and max(late) <= 2 and not torn, others),
          Figure("memory with 10,000 kept connections", f"{server.memory()} MB", "≤ 256 MB", server.memory() <= 256)], wish.into)
    end(server)


async def hold(server: Server, count: int, until: float, cut: list[int]) -> None:
    """`count` connections from many addresses of this machine, each sending a byte now and then."""
    addresses = [server.staff, server.public]

    async def one(number: int) -> None:
        host, port = addresses[number % 2].rsplit(":", 1)
        while time.monotonic() < until:
            try:
                reader, writer = await asyncio.open_connection(host, int(port), local_addr=(f"127.0.1.{number // 200 + 1}", 0))
                writer.write(b"GET / HTTP/1.1\r\nX-Slow: " if number % 3 else b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n{")
                while time.monotonic() < until:
                    writer.write(b"a")
                    await writer.drain()
                    try:
                        if not await asyncio.wait_for(reader.read(100), 2 + number % 5):
                            break
                    except TimeoutError:
                        continue
                cut[0] += 1
                writer.close()
            except OSError:
                cut[0] += 1
                await asyncio.sleep(0.5)

    await asyncio.gather(*(one(number) for number in range(count)))


def held(program: str, wish) -> None:
    server = made(program)
    cut = [0]
    until = time.monotonic() + wish.seconds + 6
    # A process of its own, so that waiting for Python is not taken for waiting for Belfry.
    child = os.fork()
    if child == 0:
        asyncio.run(hold(server, 4000, until, cut))
        print(f"connections cut or refused by the server: {cut[0]}", flush=True)
        os._exit(0)
    time.sleep(4)
    waits = {"public page": [], "staff": []}
    readers = {"public page": Client(server, public=True), "staff": server.people["administrator"]}
    signed_in = 0
    watch = Watch(server.process.pid, child)
    while time.monotonic() < until - 1:
        for name, path in (("public page", "/"), ("staff", "/api/v1/this-week")):
            begun = time.monotonic()
            status = readers[name].ask("GET", path).status
            waits[name].append(time.monotonic() - begun if status == 200 else 99)
        if signed_in < 5:
            answer = Client(server).ask("POST", "/api/v1/session", {"email": "administrator@hostile.example", "password": PASSWORD})
            signed_in += answer.status == 200
    others = watch.others()
    os.waitpid(child, 0)
    figures = []
    for name, each in waits.items():
        p99 = percentile(each, 0.99) * 1000
        figures.append(Figure(f"4,000 held connections, {name} meanwhile", f"p99 {p99:.0f} ms of {len(each)}", "p99 ≤ 500 ms", p99 <= 500, others))
    figures.append(Figure("4,000 held connections, signing in meanwhile", f"{signed_in} of 5; memory {server.memory()} MB", "all", signed_in == 5))
    keep(figures, wish.into)
    end(server)


def with_sessions(server: Server, count: int) -> tuple[Server, list[str]]:
    """The same city served anew, with `count` sessions of the administrator: their cookies. They are put into
    the file, because signing in so often would take minutes of hashing."""
    person = server.people["administrator"]
    server.close()
    secrets = [f"session-{number:06}-of-the-load-test" for number in range(count)]
    with sqlite3.connect(server.data / "belfry.db") as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(session)") if row[1] not in ("id", "digest")]
        names = ", ".join(columns)
        for number, secret in enumerate(secrets):
            db.execute(f"INSERT INTO session (id, digest, {names}) SELECT ?, ?, {names} FROM session LIMIT 1",
                       (10**9 + number, hashlib.sha256(secret.encode()).digest()))
    db.close()
    again = Server(server.program, folder=server.folder)
    again.people["administrator"] = Client(again)
    again.people["administrator"].cookie, again.people["administrator"].csrf = person.cookie, person.csrf
    return again, [f"belfry={secret}" for secret in secrets]


def live(program: str, wish) -> None:
    """Election Day in the office: three bursts of ten reports a second."""
    server = made(program)
    places = server.folder / "places.csv"
    places.write_text("site_id,name,address,expected_voters\n" + "".join(
        f"P{number},Place {number},{number} Long Road,{500 + number % 900}\n" for number in range(1_500)))
    subprocess.run([program, "import", str(places), "--data", str(server.data)], check=True, capture_output=True)
    server, cookies = with_sessions(server, 2_000)
    person = server.people["administrator"]
    wall = Wall(program, server.staff, cookies, "/api/v1/tasks", "task")
    told: list[float] = []

    watch, ours = Watch(server.process.pid), Watch(server.process.pid, wall.process.pid)
    for number in range(30):
        time.sleep(2 if number % 10 == 0 else max(0.0, told[-1] + 0.1 - time.monotonic()))
        assert person.ask("POST", "/api/v1/steps/4/tasks", {"title": f"report {number}"}).status == 201
        told.append(time.monotonic())
    time.sleep(3)
    others, processors, memory = ours.others(), watch.processor() / watch.seconds(), server.memory()
    wall.stop()
    figures = []
    for what, moments in (("heard", [wall.heard(i) for i in range(len(told))]),
                          ("shown", [wall.shown_after(when) for when in told])):
        late = [max(each, default=when + 99) - when for each, when in zip(moments, told)]
        least = min(map(len, moments))
        figures.append(Figure(
            f"1,500 places, 2,000 sessions, bursts of 10 reports/s: {what} by the last screen",
            f"after {percentile(late, 0.5):.2f} s as a rule, {max(late):.2f} s at worst; by {least} screens at least", "≤ 1 s",
            least == len(cookies) and max(late) <= 1, others))
    figures.append(Figure("1,500 places, 2,000 sessions, bursts of 10 reports/s: answers", ", ".join(f"{count} × {status}" for status, count in wall.statuses().items()) +
                          f"; {processors:.2f} processors, {memory} MB", "≤ 256 MB",
                          memory <= 256 and set(wall.statuses()) == {200}))
    keep(figures, wish.into)
    end(server)


def write_for(server: Server, seconds: float, clients: int) -> float:
    """Acknowledged writes a second, asked for by wrk."""
    token = server.people["administrator"].ask("POST", "/api/v1/me/tokens", {
        "name": f"load {time.monotonic()}", "read_only": False}).json()["secret"]
    script = server.folder / "post.lua"
    script.write_text(f"""wrk.method = "POST"
wrk.body = '{{"title":"a task of the load"}}'
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Authorization"] = "Bearer {token}"
""")
    got = wrk(server.staff, max(1, round(seconds)), clients, "api/v1/steps/4/tasks", "-s", str(script))
    assert got["bad"] == 0, got
    return got["rate"]


# Appends of 4 KB, each made safe by fdatasync: what the disk allows one client.
RAW_SYNCS = """
import os, sys, time
count, seconds = 0, float(sys.argv[2])
with open(sys.argv[1], "wb", buffering=0) as file:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        file.write(b"x" * 4096)
        os.fdatasync(file.fileno())
        count += 1
print(count / seconds)
"""


def raw_syncs(folder: pathlib.Path, seconds: float) -> float:
    return float(subprocess.run([sys.executable, "-c", RAW_SYNCS, str(folder / "raw"), str(seconds)],
                                capture_output=True, text=True, check=True).stdout)


@contextlib.contextmanager
def disk_of(syncs: int):
    """A disk that syncs at most so often a second, for every program started meanwhile."""
    with tempfile.TemporaryDirectory(prefix="belfry-load.") as folder:
        library = pathlib.Path(folder) / "slow_sync.so"
        subprocess.run(["cc", "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o", str(library),
                        str(pathlib.Path(__file__).with_name("slow_sync.c"))], check=True)
        os.environ |= {"LD_PRELOAD": str(library), "BELFRY_SYNC_MICROSECONDS": str(round(1e6 / syncs))}
        try:
            yield
        finally:
            del os.environ["LD_PRELOAD"], os.environ["BELFRY_SYNC_MICROSECONDS"]


def writes(program: str, wish) -> None:
    """On the machine's own disk, and on one as fast as the fastest for which the goals were set."""
    writes_on(program, wish, "")
    with disk_of(726):
        writes_on(program, wish, "disk of 726 syncs a second: ")


def writes_on(program: str, wish, disk: str) -> None:
    server = made(program)
    total = {"raw": 0.0, "one": 0.0, "many": 0.0}
    watch = Watch(server.process.pid)
    for _ in range(3):
        total["raw"] += raw_syncs(server.folder, wish.seconds / 3)
        total["one"] += write_for(server, wish.seconds / 3, 1)
        total["many"] += write_for(server, wish.seconds / 3, 64)
    one, many = total["one"] / total["raw"], total["many"] / total["raw"]
    keep([Figure(f"{disk}acknowledged writes of one client against fdatasync alone",
                 f"{one:.2f} × ({total['one'] / 3:.0f} against {total['raw'] / 3:.0f} a second)", "≥ 0.70 ×", one >= 0.7, watch.others()),
          Figure(f"{disk}acknowledged writes of 64 clients", f"{many:.2f} × ({total['many'] / 3:.0f} a second)", "≥ 3 ×", many >= 3, watch.others())],
         wish.into)
    end(server)


def size(program: str, wish) -> None:
    begun = time.monotonic()
    server = Server(program)
    start = (time.monotonic() - begun) * 1000
    time.sleep(1)
    idle = server.memory("RSS")
    keep([Figure("start with empty data", f"{start:.0f} ms", "≤ 300 ms", start <= 300), Figure("memory when idle", f"{idle} MB", "≤ 64 MB", idle <= 64)],
         wish.into)
    server.set_up()
    person = server.people["administrator"]
    task = person.ask("POST", "/api/v1/steps/4/tasks", {"title": "with files"}).json()["id"]
    for number in range(wish.megabytes // 8):
        answer = person.ask("POST", f"/api/v1/attachments?object=task/{task if number % 100 else task}&name=f{number}.bin", os.urandom(8 << 20),
                            {"Content-Type": "application/octet-stream"})
        if answer.status != 201:
            task = person.ask("POST", "/api/v1/steps/4/tasks", {"title": f"files {number}"}).json()["id"]
    if wish.megabytes:
        kept = sum(each.stat().st_size for each in server.data.rglob("*") if each.is_file()) >> 20
        writing = threading.Thread(target=write_for, args=(server, 8, 4))
        writing.start()
        begun = time.monotonic()
        subprocess.run([program, "backup", "--data", str(server.data)], check=True, capture_output=True)
        backup = time.monotonic() - begun
        writing.join()
        server.process.kill()
        server.process.wait()
        begun = time.monotonic()
        again = subprocess.Popen([program, "serve", "--data", str(server.data), "--port", "0", "--public-port", "0", "--json", "--log", "off"],
                                 stdout=subprocess.PIPE, text=True)
        again.stdout.readline()
        ready = time.monotonic() - begun
        keep([Figure("backup of 1 GB under writes", f"{backup:.1f} s for {kept} MB", "≤ 15 s", backup <= 15),
              Figure("ready after kill -9 with 1 GB", f"{ready:.2f} s with {kept} MB", "≤ 1 s", ready <= 1)], wish.into)
        again.terminate()
        again.wait()
    end(server)


def end(server: Server) -> None:
    server.close()
    server.remove()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("what", choices=["portal", "crowd", "held", "live", "writes", "size"])
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--megabytes", type=int, default=0)
    parser.add_argument("--into", help="a page that keeps the figures: docs/performance.md")
    wish = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    globals()[wish.what](wish.program, wish)


if __name__ == "__main__":
    main()
