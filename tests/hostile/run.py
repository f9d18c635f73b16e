#!/usr/bin/env python3
"""Attacks the real program: malformed and forged requests, hostile files, ids, values and names.

    run.py PROGRAM [GROUP...] [--patience 0.06]

The groups run beside each other, each with a server of its own. What is attacked comes from the API
document, so a new route is attacked from the day it is there. Every answer is looked at for the headers
of security and for words that no answer may say; at the end the server must be alive, must have
written no failure to its log, must verify its record, and must end in order when it is asked to.
`--patience` is the time for each member and parameter; with 10 every value is tried everywhere.
"""
import argparse
import multiprocessing
import subprocess
import sys
import time

import access
import bodies
import elsewhere
import files
import forged
import wire
from api import Api
from report import Attack, Report
from server import Server


def requests(report: Report, server: Server, api: Api) -> None:
    waiting = wire.Meanwhile(wire.slow, report, server)
    wire.requests(report, server)
    wire.methods(report, server, api)
    wire.submissions(report, server)
    wire.flood(report, server.program)
    forged.matrix(report, server, api)
    forged.addresses(report, server, api)
    forged.spellings(report, server)
    bodies.broken_json(report, api)
    bodies.twice_and_more(report, api)
    waiting.end()


def ids_and_queries(report: Report, server: Server, api: Api) -> None:
    bodies.ids(report, api)
    bodies.queries(report, api)


def values(report: Report, server: Server, api: Api) -> None:
    bodies.values(report, api)


def documents(report: Report, server: Server, api: Api) -> None:
    files.uploads(report, server, api)
    files.formulas(report, server, api)
    files.markup(report, server, api)
    files.contacts(report, server, api)


def roles(report: Report, server: Server, api: Api) -> None:
    access.walk(report, server, api)


def another_city(report: Report, server: Server, api: Api) -> None:
    elsewhere.walk(report, server, api)


GROUPS = {each.__name__: each for each in (values, roles, another_city, documents, ids_and_queries, requests)}


def run_group(arguments: tuple[str, str, float]) -> Report:
    program, name, bodies.patience = arguments
    report = Report()
    bodies.some_of.until = time.monotonic() + 20
    try:
        server = Server(program)
    except RuntimeError as error:
        report.judge(f"the program starts ({name})", [str(error)], 1)
        return report
    try:
        server.set_up()
        person = server.people["administrator"]
        api = Api(person.ask("GET", "/api/v1/openapi.json").json(), person)
        GROUPS[name](report, server, api)
    except Exception as error:  # the server is gone: what follows says so
        report.judge(f"the attacks of {name}", [f"ended with {type(error).__name__}: {error}"], 1)
    finally:
        with Attack(report, f"after all of this the server lives, has said nothing it should not, and its record holds ({name})") as attack:
            attack.hold(server.is_alive(), f"the server ended with {server.process.poll()}: {server.log_text()[-500:]}")
            attack.hold(server.close() == 0, "the server did not end in order when it was asked to")
            for leak in server.leaks:
                attack.hold(False, leak)
            for line in server.log_text().splitlines():
                attack.hold('"error"' not in line, f"the log says {line[:300]}")
            checked = subprocess.run([program, "record", "verify", "--data", str(server.data)], capture_output=True, text=True)
            attack.hold(checked.returncode == 0, f"the record does not verify: {checked.stdout[-300:]}{checked.stderr[-300:]}")
        server.remove()
    return report


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("groups", nargs="*", default=list(GROUPS))
    parser.add_argument("--patience", type=float, default=0.06)
    wish = parser.parse_args()
    with multiprocessing.Pool(2) as pool:
        reports = pool.map(run_group, [(wish.program, name, wish.patience) for name in wish.groups], chunksize=1)
    passed = sum(each.passed for each in reports)
    failed = sum(each.failed for each in reports)
    print(f"hostile: {passed} held, {failed} did not")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
