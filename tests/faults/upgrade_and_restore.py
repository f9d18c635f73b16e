#!/usr/bin/env python3
"""Kills upgrades and restores with SIGKILL at random points, and restores while others write.

    upgrade_and_restore.py PROGRAM [--cycles 40] [--seed N]

An upgrade from older tables that is killed leaves the old or the new ones, with every row; the next
start completes it. A third of the older data was served: its log has to go on from the checkpoint of
before. Where BELFRY_TEST_POSTGRES names a server an eighth as many are killed there, too.

While four write to a server, a backup of it is made and restored into an empty folder: what is served
there holds all that was acknowledged before the backup began, and its record verifies; so does the drill.
A restore into an empty folder that is killed leaves nothing, and a command says so, or all of it; one over
data those of before or of the backup; never a mixture, and the next restore there is whole. A restore
beside a server into its own folder is refused with exit code 4 and changes nothing.
"""
import argparse
import os
import pathlib
import random
import shutil
import sys

from killing import Run
from older_postgres import kill_on_postgres
from restores import UnderLoad
from upgrades import Upgrades


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--cycles", type=int, default=40)
    arguments.add_argument("--seed", type=int, default=random.SystemRandom().randint(1, 10**9))
    chosen = arguments.parse_args()
    print(f"upgrade and restore: seed {chosen.seed}", flush=True)
    run = Run(str(pathlib.Path(chosen.program).resolve()), chosen.seed)
    try:
        load = UnderLoad(run)
        beside = load.whole(max(4, chosen.cycles // 5))
        over = load.kill_restores_over_data(chosen.cycles)
        upgrades = Upgrades(run)
        print(f"upgrade and restore: {upgrades.whole(chosen.cycles)}", flush=True)
        postgres = os.environ.get("BELFRY_TEST_POSTGRES")
        print("upgrade and restore: " + (kill_on_postgres(run, postgres, max(2, chosen.cycles // 8)) if postgres else
                                         "no PostgreSQL, as BELFRY_TEST_POSTGRES names none"), flush=True)
    finally:
        shutil.rmtree(run.folder, ignore_errors=True)
    print("\n".join(run.bad[:20]))
    print(f"upgrade and restore: {beside} restores killed beside a server that is written to and {over} over data; "
          f"{len(run.bad)} bad")
    if run.bad:
        print(f"again with --seed {chosen.seed}")
    return 1 if run.bad or not upgrades.killed or not beside or not over else 0


if __name__ == "__main__":
    sys.exit(main())
