#!/usr/bin/env python3
"""A rehearsal of a real city asked for over HTTP, against the same rehearsal on the command line.

    bench/rehearsal_server.py [PROGRAM] [--days 1000] [--polling FOLDER]
    bench/rehearsal_server.py --matrix 6x3 --polling …/los-angeles-ca-2020

Reads minneapolis-mn-2018 of BELFRY_SHARED_DATA/polling, or FOLDER with sites.csv and perhaps precincts.csv. With
--matrix so many plans in so many scenarios are one run, to its end, and how much memory the server ever had is measured.
Each line says what was measured and the goal; the baseline is the last column of the same line.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

root = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(root / "tests" / "faults"), str(root / "tests" / "load")]
from figures import Figure, keep  # noqa: E402
from machine import Watch  # noqa: E402
from server import Client, Server, set_up  # noqa: E402

OUTAGE = {"id": "outage", "kind": "pollbook_outage", "where": {"share": 0.333}, "at": "07:00",
          "lasts": {"shape": "deterministic", "mean": 150}}
PAPER = {"id": "paper", "kind": "paper_pollbooks", "delay": {"shape": "deterministic", "mean": 20}, "count": 1}


def must(answer: tuple[int, dict]) -> dict:
    status, body = answer
    if status >= 300:
        raise SystemExit(f"refused: {status} {body}")
    return body


def rehearsed(client: Client, wish: dict) -> tuple[float, float, int]:
    """Seconds from the request to the first figures, and to the last; and the places that were rehearsed."""
    begun = time.perf_counter()
    run = must(client.ask("POST", "/api/v1/runs", wish))["id"]
    first = None
    while True:
        seen = must(client.ask("GET", f"/api/v1/runs/{run}"))
        now = time.perf_counter() - begun
        if first is None and seen["cells"]:
            first = now
        if seen["state"] not in ("waiting", "running"):
            if seen["state"] != "done":
                raise SystemExit(f"the run ended otherwise: {seen['state']} {seen['message']}")
            return first, now, seen["inputs"]["sites"]
        time.sleep(0.02)


def previewed(client: Client) -> float:
    """Milliseconds of the middle one of 20 moves of a slider."""
    took = []
    for move in range(20):
        begun = time.perf_counter()
        must(client.ask("POST", "/api/v1/rehearsal-preview", {"factor": 0.8 + 0.02 * move}))
        took.append(1000 * (time.perf_counter() - begun))
    return statistics.median(took)


def keep_preview(client: Client, pid: int, sites: int, page: str | None) -> None:
    watch = Watch(pid)
    middle = previewed(client)
    keep([Figure(f"preview of {sites} places over HTTP",
                 f"{middle:.0f} ms, {1000 * watch.processor() / 20:.0f} ms of processors",
                 "≤ 100 ms", middle <= 100, watch.others())], page)


def on_command_line(program: str, folder: pathlib.Path, files: dict[str, str], days: int) -> tuple[float, float]:
    """Seconds, and seconds of processors."""
    words = [program, "rehearse", "--city", str(folder), "--days", str(days), "--city-only", "--json"]
    for name, value in files.items():
        words += [f"--{name}", value]
    begun, before = time.perf_counter(), os.times()
    subprocess.run(words, check=True, capture_output=True)
    after = os.times()
    return (time.perf_counter() - begun,
            after.children_user + after.children_system - before.children_user - before.children_system)


def lists_of(folder: pathlib.Path) -> list[pathlib.Path]:
    return [folder / name for name in ("sites.csv", "precincts.csv") if (folder / name).exists()]


def most_memory(pid: int) -> float:
    """Megabytes that the program ever had in memory."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmHWM:", 1)[1].split()[0]) / 1024


def matrix_run(server: Server, client: Client, wish: str, days: int, page: str | None) -> None:
    """Plans and scenarios of one run: each plan has the measures of the one before and one more kind of spare."""
    plans, scenarios = map(int, wish.split("x"))
    made = {"plans": [0], "scenarios": []}
    for number in range(1, plans):
        spares = {"id": "spares", "kind": "spare_machines", "equipment": ["scanner"], "count": 20 * number, "shared": True}
        made["plans"].append(must(client.ask("POST", "/api/v1/plans", {"name": f"Plan {number}", "measures": [PAPER, spares]}))["id"])
    for number in range(scenarios):
        outage = OUTAGE | {"where": {"share": 0.1 + 0.2 * number}}
        made["scenarios"].append(must(client.ask("POST", "/api/v1/scenarios", {"name": f"Outage {number}", "disruptions": [outage]}))["id"])
    before = most_memory(server.process.pid)
    watch = Watch(server.process.pid)
    first, last, sites = rehearsed(client, {**made, "days": days})
    memory = most_memory(server.process.pid)
    keep([Figure(f"run of {plans} plans in {scenarios} scenarios of {sites} places over HTTP, {days} days each",
                 f"{last:.0f} s, {watch.processor():.0f} processor seconds; first figures {first:.1f} s; "
                 f"{memory:.0f} MB of memory at most, {before:.0f} MB before", "", True, watch.others())], page)


def imported(program: str, data: pathlib.Path, folder: pathlib.Path, page: str | None) -> None:
    """A city's lists into an empty one: by the command, and as the browser does it, from the first byte to done."""
    files = lists_of(folder)
    server = Server(program, data / "by-hand")
    client = Client(server.address, set_up(server))
    watch = Watch(server.process.pid)
    client.headers["Content-Type"] = "application/octet-stream"
    draft = must(client.ask("POST", "/api/v1/imports?name=sites.csv", files[0].read_bytes()))
    for more in files[1:]:
        draft = must(client.ask("POST", f"/api/v1/imports/{draft['id']}/files?name={more.name}", more.read_bytes()))
    client.headers |= {"Content-Type": "application/json", "If-Match": f"\"{draft['revision']}\""}
    done = must(client.ask("POST", f"/api/v1/imports/{draft['id']}/confirmation", {}))
    by_hand, others = watch.seconds(), watch.others()
    sites = done["places"]["added"]
    client.headers.pop("If-Match")
    keep_preview(client, server.process.pid, sites, page)
    server.kill()
    begun = time.perf_counter()
    subprocess.run([program, "import", *map(str, files), "--data", str(data / "by-command")], check=True, capture_output=True)
    by_command = time.perf_counter() - begun
    keep([Figure(f"import of {sites} places over HTTP", f"{by_hand:.2f} s; command line {by_command:.2f} s", "≤ 2 s",
                 max(by_hand, by_command) <= 2, others)], page)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("program", nargs="?", default=str(root / "build/release/belfry"))
    arguments.add_argument("--days", type=int, default=1000)
    arguments.add_argument("--polling", default=os.environ.get("BELFRY_SHARED_DATA", "") + "/polling/minneapolis-mn-2018")
    arguments.add_argument("--large", help="a folder with longer lists, for the import", default=os.environ.get(
        "BELFRY_SHARED_DATA", "") + "/polling/chicago-il-2018")
    arguments.add_argument("--matrix", help="PLANSxSCENARIOS: one run of them, and nothing else")
    arguments.add_argument("--into", help="a page that keeps the figures: docs/performance.md")
    chosen = arguments.parse_args()
    city = pathlib.Path(chosen.polling)
    if not (city / "sites.csv").exists():
        raise SystemExit("name a folder with sites.csv: --polling, or BELFRY_SHARED_DATA")
    data = pathlib.Path(tempfile.mkdtemp(prefix="belfry-bench."))
    server = None
    try:
        server = Server(chosen.program, data / "city")
        client = Client(server.address, set_up(server))
        subprocess.run([chosen.program, "import", *map(str, lists_of(city)), "--data", str(data / "city")],
                       check=True, capture_output=True)
        if chosen.matrix:
            matrix_run(server, client, chosen.matrix, chosen.days, chosen.into)
            return 0
        imported(chosen.program, data, pathlib.Path(chosen.large or city), chosen.into)
        print(f"{chosen.days} days, {os.cpu_count()} processors")
        files = {}
        for name, thing in (("scenario", {"id": "outage", "name": "Outage", "disruptions": [OUTAGE]}),
                            ("plan", {"id": "paper", "name": "Paper", "measures": [PAPER]})):
            files[name] = str(data / f"{name}.json")
            pathlib.Path(files[name]).write_text(json.dumps(thing))
        scenario = must(client.ask("POST", "/api/v1/scenarios", {"name": "Outage", "disruptions": [OUTAGE]}))["id"]
        plan = must(client.ask("POST", "/api/v1/plans", {"name": "Paper", "measures": [PAPER]}))["id"]
        for what, wish, given in (
                ("ordinary day, no plan", {"scenarios": [], "plans": []}, {}),
                ("outage and paper books", {"scenarios": [scenario], "plans": [plan]}, files)):
            watch = Watch(server.process.pid)
            first, last, sites = rehearsed(client, {**wish, "days": chosen.days})
            took, others = watch.processor(), watch.others()
            alone, alone_took = on_command_line(chosen.program, city, given, chosen.days)
            keep([Figure(f"rehearsal of {sites} places over HTTP, {chosen.days} days, {what}",
                         f"{last:.1f} s, {took:.1f} processor seconds; command line {alone:.1f} s, {alone_took:.1f} processor seconds",
                         "≤ 10 s", last <= 10, others),
                  Figure(f"first figures of {sites} places over HTTP, {what}", f"{first:.2f} s", "≤ 1 s", first <= 1, others)], chosen.into)
        keep_preview(client, server.process.pid, sites, chosen.into)
    finally:
        if server is not None:
            server.kill()
        shutil.rmtree(data, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
