#!/usr/bin/env python3
"""Fills a small disk under a running server and empties it again.

    full_disk.py PROGRAM [--size 24m] [--within 5]

Held to: on a full disk a write is refused with 507 within a time (a second on a machine that does nothing
else), a command that wants to write says
so and leaves nothing half-written, staff and public pages can be read; once there is room the same
server, not restarted, takes writes again. Needs the right to mount a file system in memory, and
ends with 77 (skipped) where it may not.
"""
import argparse
import http.client
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from server import Client, Server, compare, set_up, verify


SKIPPED = 77


def fill(path: pathlib.Path) -> None:
    """Takes all the room there is, to the last byte."""
    with open(path, "ab", buffering=0) as ballast:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    ballast.write(bytes(size))
            except OSError:
                pass


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--size", default="24m")
    arguments.add_argument("--within", type=float, default=5, help="seconds that a refusal may take")
    chosen = arguments.parse_args()
    disk = pathlib.Path(tempfile.mkdtemp(prefix="belfry-full-disk."))
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={chosen.size}", "tmpfs", str(disk)],
                      capture_output=True).returncode != 0:
        disk.rmdir()
        print("full disk: skipped, no file system can be mounted here")
        return SKIPPED
    data, ballast = disk / "data", disk / "ballast"
    bad: list[str] = []
    acknowledged: set[str] = set()
    sent: set[str] = set()
    refused, slowest = 0, 0.0
    server = None

    def write(client: Client, title: str) -> int:
        nonlocal refused, slowest
        sent.add(title)
        begun = time.monotonic()
        status = client.add_task(title)
        if status == 201:
            acknowledged.add(title)
        elif status == 507:
            refused += 1
            slowest = max(slowest, time.monotonic() - begun)
        else:
            bad.append(f"{title} was answered {status}")
        return status

    try:
        server = Server(chosen.program, data)
        client = Client(server.address, set_up(server))
        for turn in range(3):
            for number in range(5):
                if write(client, f"task {turn}.before.{number}") != 201:
                    bad.append("a disk with room refuses")
            fill(ballast)
            # What room the log has already taken, it may use; then it has to refuse.
            for number in range(2000):
                if write(client, f"task {turn}.full.{number}") == 507:
                    break
            else:
                bad.append("a full disk took everything")
            for number in range(5):
                write(client, f"task {turn}.refused.{number}")
            bad += compare(client.titles(), acknowledged, sent)
            public = http.client.HTTPConnection(server.public, timeout=5)
            public.request("GET", "/")
            if public.getresponse().status != 200:
                bad.append("the public pages are gone")
            made = subprocess.run([chosen.program, "backup", "--data", str(data)], capture_output=True, text=True)
            if made.returncode == 0 or [each for each in (data / "backups").iterdir() if each.suffix != ".lock"]:
                bad.append(f"a backup on a full disk: {made.returncode} {os.listdir(data / 'backups')}")
            ballast.unlink()
            for number in range(5):
                if write(client, f"task {turn}.after.{number}") != 201:
                    bad.append("with room again it still refuses")
        if slowest > chosen.within:
            bad.append(f"a refusal took {slowest:.2f} s")
        server.stop()
        complaint = verify(chosen.program, data)
        bad += [complaint] if complaint else []
    finally:
        if server is not None and server.process.poll() is None:
            server.kill()
        subprocess.run(["umount", "-l", str(disk)], check=True)
        disk.rmdir()
    print("\n".join(bad[:20]))
    print(f"full disk: {len(acknowledged)} acknowledged, {refused} refused within {slowest * 1000:.0f} ms; {len(bad)} bad")
    return 1 if bad or not refused else 0


if __name__ == "__main__":
    sys.exit(main())
