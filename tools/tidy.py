#!/usr/bin/env python3
"""Runs clang-tidy-19 over the sources: those not yet found clean as they are, in parallel, for a time.

What was clean is remembered by the hash of the file, the headers under src/ and .clang-tidy, in
build/tidy/clean. When the time is over the rest waits for the next run, and the last line says how
many. Without --all only files are looked at that the change since the main branch, or the last commit,
touched.
"""
import argparse
import concurrent.futures
import hashlib
import pathlib
import subprocess
import sys
import time

root = pathlib.Path(__file__).resolve().parent.parent
build = root / "build/tidy"


def compile_commands() -> None:
    # Clang without precompiled headers; nothing is compiled, but embedded files must exist.
    if not (build / "compile_commands.json").exists():
        subprocess.run(
            ["cmake", "--preset", "dev", "-B", str(build), "-DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON",
             "-DCMAKE_CXX_COMPILER_LAUNCHER="],
            cwd=root, check=True, stdout=subprocess.DEVNULL)


def changed() -> set[str]:
    names: set[str] = set()
    for command in (["git", "diff", "--name-only", "origin/main...HEAD"], ["git", "diff", "--name-only", "HEAD"],
                    ["git", "diff", "--name-only", "HEAD~1", "HEAD"]):
        done = subprocess.run(command, cwd=root, capture_output=True, text=True)
        names.update(done.stdout.split())
    return names


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--minutes", type=float, default=6)
    arguments.add_argument("--all", action="store_true", help="also the files that no change touched")
    arguments.add_argument("files", nargs="*")
    chosen = arguments.parse_args()
    compile_commands()

    headers = hashlib.sha256((root / ".clang-tidy").read_bytes())
    for header in sorted((root / "src").rglob("*.hpp")):
        headers.update(header.read_bytes())
    clean_file = build / "clean"
    clean = set(clean_file.read_text().split()) if clean_file.exists() else set()
    first = changed()
    files = [pathlib.Path(name).resolve() for name in chosen.files] or sorted((root / "src").rglob("*.cpp"))
    if not chosen.all and not chosen.files:
        files = [file for file in files if file.relative_to(root).as_posix() in first]
    files.sort(key=lambda file: file.relative_to(root).as_posix() not in first)
    until = time.monotonic() + chosen.minutes * 60

    def look(file: pathlib.Path) -> tuple[pathlib.Path, str, str]:
        mark = hashlib.sha256(headers.digest() + file.read_bytes()).hexdigest()
        if mark in clean:
            return file, mark, "clean"
        if time.monotonic() > until:
            return file, mark, "waits"
        done = subprocess.run(["clang-tidy-19", "--quiet", "-p", str(build), str(file)],
                              cwd=root, capture_output=True, text=True)
        return file, mark, "clean" if done.returncode == 0 else done.stdout or done.stderr

    waiting = bad = 0
    marks = []
    with concurrent.futures.ThreadPoolExecutor(chosen.jobs) as pool:
        for file, mark, found in pool.map(look, files):
            if found == "clean":
                marks.append(mark)
            elif found == "waits":
                waiting += 1
            else:
                bad += 1
                print(found.strip(), flush=True)
    if not chosen.files:
        clean_file.write_text("\n".join(marks) + "\n")
    print(f"tidy: {len(marks)} of {len(files)} files clean, {bad} not, {waiting} wait for the next run")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
