#!/usr/bin/env python3
"""Lets the k-th call to the disk fail, once or from then on, with ENOSPC or EIO, while four clients write.

    io_errors.py PROGRAM [--trials 80] [--seed N] [--within 2]

The trials are dealt, not drawn: in 80 each k from 1 to 40 comes twice, of writes, syncs or both, with
ENOSPC and with EIO, once and from then on, and all of them have to be reached; 160 hold each k with each
of the four. With them come some that the writers do not reach or that know no ENOSPC: reads; files made, renamed and
removed by a backup beside the server; and the log that is cut when a server stops.

After each trial the disk is well again, and the same server, not restarted, has to go on. Held to:
whatever was answered 201 is there, once; a full disk is answered 507 and a broken one with another
5xx, within two seconds (`--within`); the tasks can be read while nothing can be written; the first writes after it
are taken; what bears the name of a backup can be restored. At the end the server is killed, started
again, and the record verified.
"""
import argparse
import collections
import dataclasses
import errno
import http.client
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import shim
from server import Client, Server, compare, set_up, verify

KINDS = {"write": shim.WRITE, "sync": shim.SYNC, "write or sync": shim.WRITE | shim.SYNC, "read": shim.READ,
         "create": shim.CREATE, "rename": shim.RENAME, "unlink": shim.UNLINK, "truncate": shim.TRUNCATE}
DEEPEST = 40
# Each k meets the first two before the others: both errors, and both once and from then on.
WAYS = ((errno.ENOSPC, False), (errno.EIO, True), (errno.ENOSPC, True), (errno.EIO, False))
# What a backup calls beside the server, and how often.
OF_A_BACKUP = (("create", 1), ("create", 2), ("rename", 1), ("rename", 2), ("unlink", 1), ("unlink", 2), ("unlink", 3))


@dataclasses.dataclass(frozen=True)
class Fault:
    kind: str
    at: int
    error: int
    sticky: bool
    half: bool = False

    def __str__(self) -> str:
        return (f"{self.kind} {self.at}, {errno.errorcode[self.error]}, "
                f"{'from then on' if self.sticky else 'once'}{', half written' if self.half else ''}")


def of_writers(trials: int, chance: random.Random) -> list[Fault]:
    """Every k equally often, in an order and with kinds that the seed decides."""
    order = chance.sample(range(1, DEEPEST + 1), DEEPEST)
    kinds = chance.sample(("write", "sync", "write or sync"), 3)
    found = []
    for number in range(trials):
        turn, at = number // DEEPEST, order[number % DEEPEST]
        error, sticky = WAYS[2 * ((at + turn // 2) % 2) + (turn + at // 2) % 2]
        found.append(Fault(kinds[(at + turn) % 3], at, error, sticky, chance.random() < 0.3))
    return found


def others(trials: int, chance: random.Random) -> list[Fault]:
    reads = trials // 8
    found = [Fault("read", chance.randint(number * DEEPEST // reads + 1, (number + 1) * DEEPEST // reads),
                   errno.EIO, number % 2 == 0) for number in range(reads)]
    first = chance.randrange(len(WAYS))
    for turn in range(max(1, trials // 160)):
        found += [Fault(kind, at, *WAYS[(first + turn + number) % len(WAYS)])
                  for number, (kind, at) in enumerate(OF_A_BACKUP)]
        found.append(Fault("truncate", 1, *WAYS[(first + turn) % len(WAYS)]))
    return found


class Trial:
    def __init__(self, server: Server, token: str, name: str, most_seconds: float):
        self.server, self.token, self.name, self.most_seconds = server, token, name, most_seconds
        self.acknowledged: set[str] = set()
        self.sent: set[str] = set()
        self.answers: list[tuple[int, float]] = []
        self.bad: list[str] = []
        self.failed = 0

    def write(self, who: int, control: shim.Control) -> None:
        client = Client(self.server.address, self.token)
        # As four may be written by one call, so many that the deepest fault is reached.
        for number in range(60):
            title = f"task {self.name}.{who}.{number}"
            self.sent.add(title)
            begun = time.monotonic()
            try:
                status = client.add_task(title)
            except (OSError, http.client.HTTPException) as error:
                self.bad.append(f"{title}: {error}")
                return
            self.answers.append((status, time.monotonic() - begun))
            if status == 201:
                self.acknowledged.add(title)
            if control["failed"] and number >= 3:
                return

    def run(self, fault: Fault, control: shim.Control, beside) -> None:
        client = Client(self.server.address, self.token)
        control.fail(KINDS[fault.kind], fault.at, fault.error, fault.sticky, fault.half)
        threads = [threading.Thread(target=self.write, args=(who, control)) for who in range(4)]
        for thread in threads:
            thread.start()
        if beside:
            beside()
        for thread in threads:
            thread.join()
        if fault.kind != "read" and client.ask("GET", "/api/v1/tasks")[0] != 200:
            self.bad.append("nothing can be read")
        self.failed = control.heal()
        for status, seconds in self.answers:
            if status != 201 and (status < 500 or (fault.error == errno.ENOSPC and self.failed and status != 507)):
                self.bad.append(f"answered {status}")
            if status != 201 and seconds > self.most_seconds:
                self.bad.append(f"refused after {seconds:.1f} s")
        self.go_on()

    def go_on(self, when: str = "after") -> None:
        client = Client(self.server.address, self.token)
        for again in range(2):
            title = f"task {self.name}.{when}.{again}"
            self.sent.add(title)
            status = client.add_task(title)
            if status == 201:
                self.acknowledged.add(title)
            else:
                self.bad.append(f"a well disk is answered {status}")


class Run:
    def __init__(self, program: str, most_seconds: float):
        self.program, self.most_seconds = program, most_seconds
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="belfry-io-errors."))
        self.data = self.folder / "data"
        self.control = shim.Control(self.folder)
        self.environment = shim.environment(shim.build(self.folder), self.data, self.control)
        self.acknowledged: set[str] = set()
        self.sent: set[str] = set()
        self.bad: list[str] = []
        self.failed = self.refused = 0
        self.start()
        self.token = set_up(self.server)

    def start(self) -> None:
        self.server = Server(self.program, self.data, self.environment)

    def hold(self, number: int, fault: Fault) -> bool:
        """Whether what is there is what was acknowledged: then the next trial means something."""
        trial = Trial(self.server, self.token, str(number), self.most_seconds)
        if fault.kind == "truncate":
            self.stop_with(trial, fault)
        elif (fault.kind, 1) in OF_A_BACKUP:
            self.back_up_with(trial, fault)
        else:
            trial.run(fault, self.control, None)
        if not trial.failed:
            trial.bad.append("no such call was made")
        self.acknowledged |= trial.acknowledged
        self.sent |= trial.sent
        self.failed += trial.failed
        self.refused += sum(status != 201 for status, _ in trial.answers)
        found = compare(Client(self.server.address, self.token).titles(), self.acknowledged, self.sent)
        self.bad += [f"trial {number}: {fault}: {each}" for each in trial.bad + found]
        return not found

    def stop_with(self, trial: Trial, fault: Fault) -> None:
        """Nobody waits for an answer: the next start has to find everything."""
        trial.go_on()
        self.control.fail(KINDS[fault.kind], fault.at, fault.error, fault.sticky)
        self.server.stop()
        trial.failed = self.control.heal()
        self.start()
        trial.server = self.server
        trial.go_on("again")

    def back_up_with(self, trial: Trial, fault: Fault) -> None:
        backups = self.data / "backups"
        shutil.rmtree(backups, ignore_errors=True)
        made = []
        trial.run(fault, self.control, lambda: made.append(subprocess.run(
            [self.program, "backup", "--json", "--data", str(self.data)], env=self.environment,
            capture_output=True, text=True)))
        if made[0].returncode not in (0, 1) or (made[0].returncode == 1 and '"error"' not in made[0].stderr):
            trial.bad.append(f"a backup ended with {made[0].returncode}: {made[0].stdout}{made[0].stderr}")
        there = sorted(backups.glob("*.backup"))
        if made[0].returncode == 0 and not there:
            trial.bad.append("a backup that was made is not there")
        for backup in there:
            trial.bad += [f"{backup.name}: {each}" for each in self.restore(backup)]

    def restore(self, backup: pathlib.Path) -> list[str]:
        place = self.folder / "restored"
        done = subprocess.run([self.program, "restore", str(backup), "--data", str(place)], capture_output=True, text=True)
        complaint = f"{done.stdout}{done.stderr}" if done.returncode else verify(self.program, place)
        shutil.rmtree(place, ignore_errors=True)
        return [complaint] if complaint else []

    def start_again(self) -> None:
        self.server.kill()
        complaint = verify(self.program, self.data)
        self.bad += [complaint] if complaint else []
        self.server = Server(self.program, self.data)
        self.bad += compare(Client(self.server.address, self.token).titles(), self.acknowledged, self.sent)

    def end(self) -> None:
        self.server.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--trials", type=int, default=80)
    arguments.add_argument("--seed", type=int, default=random.SystemRandom().randint(1, 10**9))
    arguments.add_argument("--within", type=float, default=2, help="seconds that a refusal may take")
    chosen = arguments.parse_args()
    print(f"I/O errors: seed {chosen.seed}", flush=True)
    chance = random.Random(chosen.seed)
    faults = of_writers(chosen.trials, chance)
    often = collections.Counter(fault.at for fault in faults)
    ways = collections.Counter((fault.error, fault.sticky) for fault in faults)
    faults += others(chosen.trials, chance)
    chance.shuffle(faults)
    run = Run(chosen.program, chosen.within)
    try:
        for number, fault in enumerate(faults):
            if not run.hold(number, fault):
                break
        run.start_again()
    finally:
        run.end()
    print("\n".join(run.bad[:20]))
    print(f"I/O errors: {chosen.trials} trials with k from 1 to {max(often)}, each {min(often.values())} times or more; "
          + ", ".join(f"{errno.errorcode[error]} {'from then on' if sticky else 'once'} {times}"
                      for (error, sticky), times in sorted(ways.items())))
    print(f"I/O errors: {len(faults)} trials with the others, {run.failed} calls failed, {run.refused} writes refused, "
          f"{len(run.acknowledged)} acknowledged; {len(run.bad)} bad")
    if run.bad:
        print(f"again with --seed {chosen.seed}")
    return 1 if run.bad or not run.failed or not run.refused else 0


if __name__ == "__main__":
    sys.exit(main())
