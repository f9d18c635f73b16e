#!/usr/bin/env python3
"""Holds the documents about security to what is there: every file they name exists, every judgement is one of
five, and every code of docs/rules.md is one. Prints how many requirements stand how."""
import collections
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
STATES = {"met", "partly", "not", "n/a", "city"}  # city: what an office does on its own network and machines


def main() -> int:
    bad = []
    for page in [ROOT / "SECURITY.md", ROOT / "docs/security.md", *sorted((ROOT / "docs/evidence").glob("*.md"))]:
        text = page.read_text()
        for name in set(re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[A-Z]+\.md)`", text)):
            if not name.startswith(("build/", "/")) and not (ROOT / name).exists():
                bad.append(f"{page.relative_to(ROOT)}: there is no {name}")
        states = [row.rsplit("|", 2)[-2].strip() for row in text.splitlines()
                  if page.parent.name == "evidence" and re.match(r"\| ([A-Z]+-?)?\d[\d.]* \|", row)]
        bad += [f"{page.relative_to(ROOT)}: `{each}` is no state" for each in states if each not in STATES]
        if states:
            print(f"{page.name}: " + ", ".join(f"{count} {state}" for state, count in collections.Counter(states).most_common()))
    sentences = json.loads((ROOT / "presets/catalog/en.json").read_text())
    for row in re.findall(r"^\| (`.*?) \|", (ROOT / "docs/rules.md").read_text(), re.MULTILINE):
        bad += [f"docs/rules.md: there is no code {code}" for code in re.findall(r"`(\w+)`", row) if f"error.{code}" not in sentences]
    print("\n".join(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
