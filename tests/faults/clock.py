#!/usr/bin/env python3
"""Steps the clock of a running server: an hour and a year, forward and back, and across both changes
between summer and winter time.

    clock.py PROGRAM

Held to: writes are acknowledged and stay in the order in which they were made; people can sign in at
each time; a session does not live longer for it; the record verifies; `belfry doctor` names a clock
that has gone back behind the record. How the nightly schedule bears the two odd days of a year is
shown by the simulator, which does not have to wait.
"""
import argparse
import calendar
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import shim
from server import PASSWORD, Client, Server, compare, set_up, verify

HOUR, YEAR = 3600, 365 * 86_400


def moment(text: str) -> int:
    return calendar.timegm(time.strptime(text, "%Y-%m-%dT%H:%M:%SZ"))


# A city in New York: 2:00 becomes 3:00 on 14 March 2027, 2:00 becomes 1:00 on 7 November.
AROUND_CHANGES = ["2027-03-14T06:59:58Z", "2027-03-14T07:00:01Z", "2027-11-07T05:30:00Z",
                  "2027-11-07T05:59:59Z", "2027-11-07T06:30:00Z", "2027-11-07T07:00:01Z"]


def planner(server: Server, program: str, data: pathlib.Path) -> str:
    """The token of somebody of whom no passkey is demanded, however far the clock goes."""
    made = subprocess.run([program, "user", "add", "planner@city.example", "--name", "Planner", "--roles", "planner",
                           "--data", str(data), "--json"], capture_output=True, text=True, check=True)
    link = next(value for value in json.loads(made.stdout.splitlines()[-1]).values()
                if isinstance(value, str) and "#" in value)
    client = Client(server.address)
    status, state = client.ask("POST", "/api/v1/invitations/acceptance", {
        "token": re.split(r"[#=/]", link)[-1], "name": "Planner", "language": "en", "password": PASSWORD})
    if status not in (200, 201):
        raise SystemExit(f"the planner was not let in: {status} {state}")
    client.headers["X-CSRF-Token"] = state.get("csrf") or ""
    status, answer = client.ask("POST", "/api/v1/me/tokens", {"name": "clock", "read_only": False})
    if status not in (200, 201):
        raise SystemExit(f"no token: {status} {answer}")
    return answer["secret"]


def sign_in(server: Server) -> tuple[int, Client]:
    client = Client(server.address)
    status, state = client.ask("POST", "/api/v1/session", {"email": "planner@city.example", "password": PASSWORD})
    client.headers["X-CSRF-Token"] = state.get("csrf") or ""
    return status, client


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("program")
    chosen = arguments.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="belfry-clock."))
    library, data, control = shim.build(folder), folder / "data", shim.Control(folder)
    environment = shim.environment(library, data, control)
    bad: list[str] = []
    titles: list[str] = []
    server = Server(chosen.program, data, environment)
    try:
        set_up(server)
        token = planner(server, chosen.program, data)
        steps = [0, HOUR, -HOUR, YEAR, -YEAR, 0]
        steps += [moment(text) - int(time.time()) for text in AROUND_CHANGES] + [0]
        sessions = []
        for number, step in enumerate(steps):
            control["clock"] = step * 1_000_000_000
            for again in range(3):
                title = f"task {number}.{again}"
                status = Client(server.address, token).add_task(title)
                if status == 201:
                    titles.append(title)
                else:
                    bad.append(f"clock {step:+} s: a write is answered {status}")
            status, client = sign_in(server)
            if status not in (200, 201):
                bad.append(f"clock {step:+} s: nobody can sign in: {status}")
            sessions.append(client)
            if step == YEAR and sessions[0].ask("GET", "/api/v1/tasks")[0] != 401:
                bad.append("a session lives for a year")
            bad += compare(Client(server.address, token).titles(), titles, titles)
        # The record keeps the order of writes, whatever the clock said. The server is away: what it did by
        # the wrong clock meanwhile would agree with that.
        server.kill()
        control["clock"] = -YEAR * 1_000_000_000
        looked = subprocess.run([chosen.program, "doctor", "--json", "--data", str(data)],
                                capture_output=True, text=True, env=environment)
        findings = [json.loads(line) for line in looked.stdout.splitlines() if line.startswith("{")]
        flat = [each for one in findings for each in one.get("findings", [one])]
        if not any(each.get("key") == "clock" and each.get("state") == "bad" for each in flat):
            bad.append(f"the doctor does not see that the clock went back: {looked.returncode} {looked.stdout}")
        control["clock"] = 0
        server = Server(chosen.program, data, environment)
        bad += compare(Client(server.address, token).titles(), titles, titles)
        server.stop()
        complaint = verify(chosen.program, data)
        bad += [complaint] if complaint else []
    finally:
        if server.process.poll() is None:
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)
    print("\n".join(bad[:20]))
    print(f"clock: {len(steps)} steps, {len(titles)} acknowledged; {len(bad)} bad")
    return 1 if bad or not titles else 0


if __name__ == "__main__":
    sys.exit(main())
