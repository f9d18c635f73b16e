#!/usr/bin/env python3
"""Runs clang-tidy-19 over every source under src/, tests/ and bench/, or over the files given.

Most of its time goes into the headers of the libraries, again for each source. So sources that go together
(tools/groups.py) are put into units, files that include them one after the other: the same findings in a
tenth of the time. `misc-unused-using-decls` looks at main files only; it is left to the compiler and to files
given by name.

What was clean is remembered in build/tidy/clean by the hash of the source, the headers under src/ and
.clang-tidy.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

from groups import grouped

root = pathlib.Path(__file__).resolve().parent.parent
build = root / "build/tidy"
units = build / "units"
# A finding's first line: file:line:column: level: text [check,...]
finding = re.compile(r"^(/[^:]+):\d+:\d+: (?:warning|error|fatal error): .* \[([^\]]+)\]$")


def compile_commands() -> dict[pathlib.Path, list[str]]:
    """How each source is compiled by clang, without precompiled headers. Nothing is compiled here."""
    subprocess.run(
        ["cmake", "--preset", "dev", "-B", str(build), "-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON",
         "-DCMAKE_CXX_COMPILER_LAUNCHER="],
        cwd=root, check=True, stdout=subprocess.DEVNULL)
    commands = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        words = shlex.split(entry["command"])[1:]
        keep, skip = [], False
        for word in words:
            if skip or word in ("-o", "-c"):
                skip = word == "-o"
                continue
            if word not in (entry["file"], "-Werror"):
                keep.append(word)
        commands[pathlib.Path(entry["file"])] = keep
    return commands


def look(files: list[pathlib.Path], flags: list[str], name: str) -> tuple[list[pathlib.Path], str]:
    """Files found clean, and what was found in the others."""
    checks = []
    source = files[0]
    if len(files) > 1:
        source = units / f"{name}.cpp"
        source.write_text("".join(f'#include "{file}"\n' for file in files))
        checks = ["--checks=-bugprone-suspicious-include,-misc-unused-using-decls"]
    done = subprocess.run(
        ["clang-tidy-19", "--quiet", f"--config-file={root / '.clang-tidy'}", *checks, str(source), "--", *flags],
        cwd=root, capture_output=True, text=True)
    shown: dict[pathlib.Path, str] = {}
    at = None
    broken = done.returncode != 0
    for line in done.stdout.splitlines():
        if match := finding.match(line):
            at = pathlib.Path(os.path.normpath(match[1]))
            broken |= "clang-diagnostic-error" in match[2]
        if at is not None:
            shown[at] = shown.get(at, "") + line + "\n"
    if broken and len(files) == 1:
        return [], done.stdout or done.stderr
    if broken:  # They do not compile together after all.
        alone = [look([file], flags, name) for file in files]
        return [file for clean, _ in alone for file in clean], "".join(text for _, text in alone)
    return [file for file in files if file not in shown], "".join(shown.values())


def chosen_files(names: list[str]) -> list[pathlib.Path]:
    if names:
        return [pathlib.Path(name).resolve() for name in names]
    return sorted(file for folder in ("src", "tests", "bench") for file in (root / folder).rglob("*.cpp"))


def in_units(files: list[pathlib.Path]) -> list[list[pathlib.Path]]:
    """Sources of one folder that go together, tests apart."""
    folders: dict[tuple[pathlib.Path, bool], list[pathlib.Path]] = {}
    for file in sorted(files):
        folders.setdefault((file.parent, file.stem.endswith("_test")), []).append(file)
    return [unit for together in folders.values() for unit in grouped(together)]


def one_line(commands: dict[pathlib.Path, list[str]]) -> list[str]:
    """Flags that compile every source: all that any of them is given, levels of optimisation apart."""
    flags: dict[str, None] = {}
    for words in commands.values():
        word = iter(words)
        for flag in word:
            if flag == "-isystem":
                flag += next(word)
            if not flag.startswith("-O"):
                flags[flag] = None
    return list(flags)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("files", nargs="*")
    chosen = arguments.parse_args()
    commands = compile_commands()
    flags = one_line(commands)
    units.mkdir(parents=True, exist_ok=True)

    shared = hashlib.sha256((root / ".clang-tidy").read_bytes())
    for header in sorted((root / "src").rglob("*.hpp")):
        shared.update(header.read_bytes())

    def mark(file: pathlib.Path) -> str:
        return hashlib.sha256(shared.digest() + file.read_bytes()).hexdigest()

    clean_file = build / "clean"
    clean = set(clean_file.read_text().split()) if clean_file.exists() else set()
    files = [file for file in chosen_files(chosen.files) if file in commands]
    waiting = files if chosen.files else [file for file in files if mark(file) not in clean]
    marks = {mark(file) for file in files} & clean
    said: set[str] = set()
    work = [[file] for file in waiting] if chosen.files else in_units(waiting)
    with concurrent.futures.ThreadPoolExecutor(chosen.jobs) as pool:
        for good, text in pool.map(lambda job: look(job[1], flags, f"unit_{job[0]}"), enumerate(work)):
            marks.update(mark(file) for file in good)
            if text and text not in said:
                said.add(text)
                print(text.rstrip(), flush=True)
    clean_file.write_text("\n".join(sorted(marks)) + "\n")
    good = sum(mark(file) in marks for file in files)
    print(f"tidy: {good} of {len(files)} files clean")
    return 0 if good == len(files) else 1


if __name__ == "__main__":
    sys.exit(main())
