#!/usr/bin/env python3
"""Where the time of one write goes, read off the kernel's tracing: the table in docs/performance.md.

    write_times.py PROGRAM

One client adds tasks for two seconds, one after the other. Prints median and quartiles of each part, in microseconds,
and what fdatasync of 4 KB allows on the same disk. Needs wrk, nm, readelf and the right to trace (root, tracefs mounted).
"""
import os
import pathlib
import re
import statistics
import subprocess
import sys

import load

TRACING = pathlib.Path("/sys/kernel/tracing")
FUNCTIONS = {"take": "4http7Workers4takeE", "dispatch": "6Router8dispatch", "write": "GroupWriter5writeE"}
CALLS = ("sys_enter_fdatasync", "sys_exit_fdatasync", "sys_enter_sendmsg", "sys_exit_sendmsg")
# Each begins where the one before ends.
MARKS = (("take", r"take: "), ("dispatch", r"dispatch: "), ("write", r"write: "), ("sync", r"sys_fdatasync\("),
         ("synced", r"sys_fdatasync -> "), ("send", r"sys_sendmsg\("), ("sent", r"sys_sendmsg -> "))


def put(name: str, text: str, more: bool = False) -> None:
    file = os.open(TRACING / name, os.O_WRONLY | (os.O_APPEND if more else os.O_TRUNC))
    os.write(file, text.encode()) if text else None
    os.close(file)


def output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def place_in(program: str, name: str) -> int:
    """Where a function stands in the file."""
    address = next(int(line.split()[0], 16) for line in output("nm", program).splitlines() if name in line and ".cold" not in line)
    for offset, begin, size in re.findall(r"LOAD\s+(0x\w+)\s+(0x\w+)\s+0x\w+\s+(0x\w+)", output("readelf", "-lW", program)):
        if int(begin, 16) <= address < int(begin, 16) + int(size, 16):
            return address - int(begin, 16) + int(offset, 16)
    raise ValueError(f"{name} is in no part of {program} that is loaded")


def writes_in(lines: list[str]) -> list[dict[str, float]]:
    """When each mark of a write was passed, in microseconds."""
    found, now = [], {}
    for line in lines:
        event = re.match(r"\s*(.+?)-\d+\s+\[\d+\]\s+\S+\s+([\d.]+): (.*)", line)
        if not event or event[1].startswith("wrk"):
            continue
        name, pattern = MARKS[len(now)]
        if re.match(MARKS[0][1], event[3]):
            now = {"take": float(event[2]) * 1e6}
        elif now and re.match(pattern, event[3]):
            now[name] = float(event[2]) * 1e6
            if len(now) == len(MARKS):
                found.append(now)
                now = {}
    return found


def main() -> None:
    program = str(pathlib.Path(sys.argv[1]).resolve())
    put("uprobe_events", "")
    for name, symbol in FUNCTIONS.items():
        put("uprobe_events", f"p:belfry/{name} {program}:{place_in(program, symbol):#x}\n", more=True)
    events = ["belfry", *(f"syscalls/{call}" for call in CALLS)]
    server = load.made(program)
    try:
        load.write_for(server, 2, 1)
        raw = load.raw_syncs(server.folder, 2)
        for event in events:
            put(f"events/{event}/enable", "1")
        put("trace", "")
        put("tracing_on", "1")
        load.write_for(server, 2, 1)
        for event in events:
            put(f"events/{event}/enable", "0")
        writes = writes_in((TRACING / "trace").read_text().splitlines())
    finally:
        put("uprobe_events", "")
        load.end(server)
    parts = {f"{a} -> {b}": [each[b] - each[a] for each in writes] for (a, _), (b, _) in zip(MARKS, MARKS[1:])}
    parts["sent -> take"] = [after["take"] - each["sent"] for each, after in zip(writes, writes[1:])]
    print(f"{len(writes)} writes; fdatasync of 4 KB: {1e6 / raw:.0f} µs")
    for name, times in parts.items():
        low, median, high = statistics.quantiles(times, n=4)
        print(f"{name:20} {median:5.0f} ({low:.0f} to {high:.0f})")


if __name__ == "__main__":
    main()
