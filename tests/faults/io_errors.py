#!/usr/bin/env python3
"""Lets the k-th call to the disk fail, once or from then on, with ENOSPC or EIO, while four clients write.

    io_errors.py PROGRAM [--trials 80] [--seed N] [--within 5]

After each trial the disk is well again, and the same server, not restarted, has to go on. Held to:
whatever was answered 201 is there, once; a full disk is answered 507 and a broken one with another
5xx, within a time (a second on a machine that does nothing else); the tasks can be read while nothing can be written; the first writes after it
are taken. At the end the server is killed, started again, and the record verified.
"""
import argparse
import errno
import http.client
import pathlib
import random
import shutil
import sys
import tempfile
import threading
import time

import shim
from server import Client, Server, compare, set_up, verify

KINDS = {"write": shim.WRITE, "sync": shim.SYNC, "truncate": shim.TRUNCATE, "create": shim.CREATE,
         "write or sync": shim.WRITE | shim.SYNC, "unlink": shim.UNLINK, "read": shim.READ}


class Trial:
    def __init__(self, server: Server, token: str, name: str, most_seconds: float):
        self.server, self.token, self.name, self.most_seconds = server, token, name, most_seconds
        self.acknowledged: set[str] = set()
        self.sent: set[str] = set()
        self.answers: list[tuple[int, float]] = []
        self.bad: list[str] = []

    def write(self, who: int, control: shim.Control) -> None:
        client = Client(self.server.address, self.token)
        for number in range(12):
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

    def run(self, kind: str, error: int, sticky: bool, control: shim.Control, at: int, half: bool) -> None:
        client = Client(self.server.address, self.token)
        control.fail(KINDS[kind], at, error, sticky, half)
        threads = [threading.Thread(target=self.write, args=(who, control)) for who in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if kind != "read" and client.ask("GET", "/api/v1/tasks")[0] != 200:
            self.bad.append("nothing can be read")
        self.failed = control.heal()
        for status, seconds in self.answers:
            if status != 201 and (status < 500 or (error == errno.ENOSPC and self.failed and status != 507)):
                self.bad.append(f"answered {status}")
            if status != 201 and seconds > self.most_seconds:
                self.bad.append(f"refused after {seconds:.1f} s")
        for again in range(2):
            title = f"task {self.name}.after.{again}"
            self.sent.add(title)
            status = client.add_task(title)
            if status == 201:
                self.acknowledged.add(title)
            else:
                self.bad.append(f"a well disk is answered {status}")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--trials", type=int, default=80)
    arguments.add_argument("--seed", type=int, default=random.SystemRandom().randint(1, 10**9))
    arguments.add_argument("--within", type=float, default=5, help="seconds that a refusal may take")
    chosen = arguments.parse_args()
    print(f"I/O errors: seed {chosen.seed}", flush=True)
    chance = random.Random(chosen.seed)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="belfry-io-errors."))
    library, data = shim.build(folder), folder / "data"
    control = shim.Control(folder)
    acknowledged: set[str] = set()
    sent: set[str] = set()
    bad: list[str] = []
    failed = refused = 0
    server = Server(chosen.program, data, shim.environment(library, data, control))
    try:
        token = set_up(server)
        for number in range(chosen.trials):
            kind = chance.choice(list(KINDS))
            error = errno.EIO if kind == "read" else chance.choice([errno.ENOSPC, errno.EIO])
            sticky, at, half = chance.random() < 0.5, chance.randint(1, 40), chance.random() < 0.3
            what = (f"trial {number}: {kind} {at}, {errno.errorcode[error]}, "
                    f"{'from then on' if sticky else 'once'}{', half written' if half else ''}")
            trial = Trial(server, token, str(number), chosen.within)
            trial.run(kind, error, sticky, control, at, half)
            acknowledged |= trial.acknowledged
            sent |= trial.sent
            failed += trial.failed
            refused += sum(status != 201 for status, _ in trial.answers)
            found = compare(Client(server.address, token).titles(), acknowledged, sent)
            bad += [f"{what}: {each}" for each in trial.bad + found]
            if found:
                break
        server.kill()
        complaint = verify(chosen.program, data)
        bad += [complaint] if complaint else []
        server = Server(chosen.program, data)
        bad += compare(Client(server.address, token).titles(), acknowledged, sent)
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)
    print("\n".join(bad[:20]))
    print(f"I/O errors: {chosen.trials} trials, {failed} calls failed, {refused} writes refused, "
          f"{len(acknowledged)} acknowledged; {len(bad)} bad")
    if bad:
        print(f"again with --seed {chosen.seed}")
    return 1 if bad or not failed or not refused else 0


if __name__ == "__main__":
    sys.exit(main())
