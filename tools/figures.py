#!/usr/bin/env python3
"""Figures of a test run: how often what was tried.

figures.py BUILD/test   reads what the stages of ./test left there, writes evidence/figures.md and .json, and holds
                        the table "Figures of the test run" in docs/security.md to it: every figure in it is a number
                        that each whole run reaches. A stage that did not run is left out.
"""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/security.md"


def text_of(path):
    return path.read_text(errors="replace") if path.exists() else ""


def stage_counts(out):
    """What each stage counted: passed, failed."""
    counts = {}
    for line in text_of(out / "counts").splitlines():
        stage, passed, failed, *_ = line.split()
        before = counts.get(stage, (0, 0))
        counts[stage] = (before[0] + int(passed), before[1] + int(failed))
    return counts


def number_in(text, pattern):
    found = re.search(pattern, text)
    return int(found.group(1)) if found else None


def figures(out):
    """Name of the figure: number; only for what ran."""
    counts = stage_counts(out)
    hostile = re.findall(r"^ok .*\((\d+) tried\)$", text_of(out / "hostile.lines"), re.MULTILINE)
    fuzz = re.findall(r"^fuzz \w+: (\d+) inputs .*clean$", text_of(out / "fuzz.lines"), re.MULTILINE)
    faults = text_of(out / "faults.log")
    access = [row.count("|") - 1 for row in text_of(out / "evidence/authorisation.md").splitlines()
              if row.startswith("| `")]
    found = {
        "cases of tests in C++": counts.get("cpp", (None,))[0],
        "journeys in a browser": counts.get("browser", (None,))[0],
        "kinds of attacks": len(hostile) or None,
        "attacks": sum(map(int, hostile)) or None,
        "routes tried as every role": len(access) or None,
        "fuzz targets": len(fuzz) or None,
        "inputs of fuzzing": sum(map(int, fuzz)) or None,
        "kills in the middle of writes": number_in(faults, r"kill -9: (\d+) cycles"),
        "images of a power cut": number_in(faults, r"power cut: (\d+) images"),
        "trials with failing calls of the disk": number_in(faults, r"I/O errors: (\d+) trials"),
        "judgements by foreign programs": counts.get("foreign", (None,))[0],
        "judgements of cities that watch each other": counts.get("witness", (None,))[0],
    }
    return {name: number for name, number in found.items() if number is not None}


def promised():
    """The figures in the page: name and the number that each run reaches."""
    section = PAGE.read_text().split("## Figures of the test run", 1)[1].split("\n## ", 1)[0]
    return {name: int(number.replace(",", ""))
            for name, number in re.findall(r"^\| ([^|]+?) \| ([\d,]+) \|", section, re.MULTILINE)}


def main():
    out = pathlib.Path(sys.argv[1])
    here, page = figures(out), promised()
    folder = out / "evidence"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "figures.json").write_text(json.dumps(here, indent=2) + "\n")
    rows = "".join(f"| {name} | {number:,} |\n" for name, number in here.items())
    (folder / "figures.md").write_text("| figure | this run |\n|---|---|\n" + rows)
    bad = [f"docs/security.md promises {page[name]:,} {name}; this run had {number:,}"
           for name, number in here.items() if name in page and number < page[name]]
    bad += [f"docs/security.md says nothing of {name}" for name in here if name not in page]
    print(f"figures: {len(here)} of {len(page)} measured in this run")
    print("\n".join(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
