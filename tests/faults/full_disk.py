#!/usr/bin/env python3
"""Fills a small disk under a running server and empties it again.

    full_disk.py PROGRAM [--size 24m] [--within 1] [--in-memory]

The disk is an ext4 file system in a file, mounted through a loop device; where loop devices are not to
be had it is one in memory, and the last line says so. Held to: on a full disk a write is refused with 507
within a second (`--within`), a command that wants to write says
so and leaves nothing half-written, staff and public pages can be read; once there is room the same
server, not restarted, takes writes again. Ends with 77 (skipped) where nothing may be mounted. What was
mounted is unmounted also when SIGTERM or SIGINT ends the test.
"""
import argparse
import http.client
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

from server import Client, Server, compare, set_up, verify


SKIPPED = 77


class SmallDisk:
    """A file system of its own on a folder of its own."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="belfry-full-disk."))
        self.image = self.folder / "image"
        self.place = self.folder / "disk"
        self.place.mkdir()
        self.complaint = ""

    def __enter__(self) -> "SmallDisk":
        return self

    def mount(self, size: str, in_memory: bool) -> str:
        """What kind it became; empty where none can be mounted."""
        if not in_memory and self.mount_image(size):
            return "ext4 on a loop device"
        return self.mount_memory(size)

    def run(self, *words: str) -> bool:
        try:
            done = subprocess.run(words, capture_output=True, text=True)
        except FileNotFoundError:
            self.complaint = f"no {words[0]} here"
            return False
        self.complaint = done.stderr.strip().partition("\n")[0]
        return done.returncode == 0

    def mount_image(self, size: str) -> bool:
        with open(self.image, "wb") as image:
            os.posix_fallocate(image.fileno(), 0, int(size[:-1]) << {"k": 10, "m": 20, "g": 30}[size[-1]])
        # No lazy work by the kernel behind the test's back, and nothing kept for root: full is full.
        return (self.run("mkfs.ext4", "-q", "-m", "0", "-E", "lazy_itable_init=0,lazy_journal_init=0", str(self.image))
                and self.run("mount", "-o", "loop", str(self.image), str(self.place)))

    def mount_memory(self, size: str) -> str:
        why = f" ({self.complaint})" if self.complaint else ""
        return f"in memory{why}" if self.run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(self.place)) else ""

    def __exit__(self, *_) -> None:
        # Somebody who looks in at the wrong moment does not keep it; its loop device goes with it.
        while os.path.ismount(self.place):
            if not self.run("umount", str(self.place)) and not self.run("umount", "-l", str(self.place)):
                print(f"full disk: {self.place} stays mounted: {self.complaint}", file=sys.stderr)
                return
        self.place.rmdir()
        self.image.unlink(missing_ok=True)
        self.folder.rmdir()


def tidy_when_told_to_end() -> None:
    """SIGTERM and SIGINT end the test as an exception does; while it tidies up neither disturbs it."""
    signals = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

    def end(number, _):
        for each in signals:
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)

    for each in signals:
        signal.signal(each, end)


def fill(path: pathlib.Path) -> None:
    """Takes all the room there is, to the last byte."""
    with open(path, "ab", buffering=0) as ballast:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    ballast.write(bytes(size))
            except OSError:
                pass


class Run:
    def __init__(self, program: str, disk: pathlib.Path):
        self.program, self.data, self.ballast = program, disk / "data", disk / "ballast"
        self.bad: list[str] = []
        self.acknowledged: set[str] = set()
        self.sent: set[str] = set()
        self.refusals: list[float] = []

    def write(self, client: Client, title: str) -> int:
        self.sent.add(title)
        begun = time.monotonic()
        status = client.add_task(title)
        if status == 201:
            self.acknowledged.add(title)
        elif status == 507:
            self.refusals.append(time.monotonic() - begun)
        else:
            self.bad.append(f"{title} was answered {status}")
        return status

    def hold(self, server: Server, client: Client, turn: int) -> None:
        for number in range(5):
            if self.write(client, f"task {turn}.before.{number}") != 201:
                self.bad.append("a disk with room refuses")
        fill(self.ballast)
        # What room the log has already taken, it may use; then it has to refuse.
        for number in range(2000):
            if self.write(client, f"task {turn}.full.{number}") == 507:
                break
        else:
            self.bad.append("a full disk took everything")
        for number in range(5):
            self.write(client, f"task {turn}.refused.{number}")
        self.bad += compare(client.titles(), self.acknowledged, self.sent)
        public = http.client.HTTPConnection(server.public, timeout=5)
        public.request("GET", "/")
        if public.getresponse().status != 200:
            self.bad.append("the public pages are gone")
        self.back_up()
        self.ballast.unlink()
        for number in range(5):
            if self.write(client, f"task {turn}.after.{number}") != 201:
                self.bad.append("with room again it still refuses")

    def back_up(self) -> None:
        made = subprocess.run([self.program, "backup", "--data", str(self.data)], capture_output=True, text=True)
        left = [each.name for each in (self.data / "backups").iterdir() if each.suffix != ".lock"]
        if made.returncode == 0 or left:
            self.bad.append(f"a backup on a full disk: {made.returncode} {left}")
        if "There is no room for a backup in " not in made.stderr:
            self.bad.append(f"a backup on a full disk does not say what to do: {made.stderr}")

    def whole(self) -> None:
        server = Server(self.program, self.data)
        try:
            client = Client(server.address, set_up(server))
            for turn in range(3):
                self.hold(server, client, turn)
            server.stop()
            complaint = verify(self.program, self.data)
            self.bad += [complaint] if complaint else []
        finally:
            if server.process.poll() is None:
                server.kill()


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--size", default="24m")
    arguments.add_argument("--within", type=float, default=1, help="seconds that a refusal may take")
    arguments.add_argument("--in-memory", action="store_true", help="no loop device")
    chosen = arguments.parse_args()
    tidy_when_told_to_end()
    with SmallDisk() as disk:
        kind = disk.mount(chosen.size, chosen.in_memory)
        if not kind:
            print(f"full disk: skipped, no file system can be mounted here: {disk.complaint}")
            return SKIPPED
        run = Run(chosen.program, disk.place)
        run.whole()
    slowest = max(run.refusals, default=0)
    if slowest > chosen.within:
        run.bad.append(f"a refusal took {slowest:.2f} s")
    print("\n".join(run.bad[:20]))
    print(f"full disk: {kind}; {len(run.acknowledged)} acknowledged, {len(run.refusals)} refused "
          f"within {slowest * 1000:.0f} ms; {len(run.bad)} bad")
    return 1 if run.bad or not run.refusals else 0


if __name__ == "__main__":
    sys.exit(main())
