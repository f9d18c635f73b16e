#!/usr/bin/env python3
"""Kills the real program with SIGKILL while it rehearses and while it searches for a plan.

    runs.py PROGRAM [--kills 3]

After each kill it starts the program on the same data. What was done is still there, the run goes on by
itself, and in the end it is, to the bit, what a run that nobody disturbed comes to. A search goes on where it
was: it shows again the plans it had looked at, without simulating them.
"""
import argparse
import pathlib
import shutil
import sys
import tempfile
import time

from server import Client, Server, set_up

PLACES = "site_id,name,address,expected_voters,check_in_stations,voting_booths,scanners\n" + "".join(
    f"S{n},Hall {n},{n} Main St,{700 + 20 * n},2,12,1\n" for n in range(1, 25))
OUTAGE = {"id": "d", "kind": "pollbook_outage", "at": "07:00", "lasts": {"shape": "deterministic", "mean": 150}}
LEVERS = [{"kind": "paper_pollbooks", "most": 2, "unit_cost": 5000},
          {"kind": "extra_workers", "most": 6, "equipment": ["e_pollbook"], "unit_cost": 30000}]


def must(answer: tuple[int, dict]) -> dict:
    status, body = answer
    if status >= 300:
        raise SystemExit(f"refused: {status} {body}")
    return body


def bring_in(client: Client) -> None:
    kind = client.headers.pop("Content-Type")
    client.connection.request("POST", "/api/v1/imports?name=places.csv", PLACES,
                              {**client.headers, "Content-Type": "application/octet-stream"})
    client.connection.getresponse().read()
    client.headers["Content-Type"] = kind
    draft = must(client.ask("GET", "/api/v1/imports"))["items"][0]
    client.headers["If-Match"] = f'"{draft["revision"]}"'
    must(client.ask("POST", f"/api/v1/imports/{draft['id']}/confirmation"))
    del client.headers["If-Match"]


def result(run: dict) -> object:
    return run["optimization"] or [cell["sha256"] for cell in run["cells"]]


def wait(client: Client, run: int, enough) -> dict:
    begun = time.monotonic()
    while time.monotonic() - begun < 240:
        seen = must(client.ask("GET", f"/api/v1/runs/{run}"))
        if enough(seen):
            return seen
        time.sleep(0.25)
    raise SystemExit(f"the run does not come to its end: {seen}")


def disturbed(program: str, data: pathlib.Path, token: str, kills: int, path: str, wish: dict) -> list[str]:
    bad = []
    server = Server(program, data)
    try:
        run = must(Client(server.address, token).ask("POST", path, wish))["id"]
        for _ in range(kills):
            # Long enough for the server to have written something down.
            time.sleep(3.5)
            before = must(Client(server.address, token).ask("GET", f"/api/v1/runs/{run}"))
            server.kill()
            server = Server(program, data)
            client = Client(server.address, token)
            after = must(client.ask("GET", f"/api/v1/runs/{run}"))
            if after["state"] in ("failed", "cancelled"):
                bad.append(f"{path}: {after['state']} after a kill: {after['message']}")
            if before["cells"] and not after["cells"]:
                bad.append(f"{path}: what was done is gone")
        done = wait(client, run, lambda seen: seen["state"] not in ("waiting", "running"))
        again = must(client.ask("POST", f"/api/v1/runs/{run}/repetition"))["id"]
        whole = wait(client, again, lambda seen: seen["state"] not in ("waiting", "running"))
        if done["state"] != "done" or result(done) != result(whole):
            bad.append(f"{path}: another result than of a run that nobody disturbed")
    finally:
        server.kill()
    return bad


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("program")
    arguments.add_argument("--kills", type=int, default=1)
    arguments.add_argument("--days", type=int, default=500)
    chosen = arguments.parse_args()
    data = pathlib.Path(tempfile.mkdtemp(prefix="belfry-runs."))
    try:
        server = Server(chosen.program, data)
        token = set_up(server)
        client = Client(server.address, token)
        bring_in(client)
        scenario = must(client.ask("POST", "/api/v1/scenarios", {"name": "Outage", "disruptions": [OUTAGE]}))["id"]
        server.kill()
        bad = disturbed(chosen.program, data, token, chosen.kills, "/api/v1/runs",
                        {"scenarios": [scenario], "plans": [0], "days": 8 * chosen.days})
        bad += disturbed(chosen.program, data, token, chosen.kills, "/api/v1/optimizations",
                         {"scenarios": [scenario], "levers": LEVERS, "days": chosen.days, "final_days": chosen.days})
    finally:
        shutil.rmtree(data, ignore_errors=True)
    print("\n".join(bad))
    print(f"runs between kills: {chosen.kills} kills of a comparison and of a search, {len(bad)} bad")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
