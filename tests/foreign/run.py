#!/usr/bin/env python3
"""Lets Go's packages for signed notes and transparency logs judge a real Belfry.

    run.py PROGRAM VERIFIER

VERIFIER is tests/foreign/verify.go, built. The fictional city gives the log some hundred entries;
the log has to be right while it is written to. One line `same …` for each thing that held.
"""
import contextlib
import hashlib
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request


def ask(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read()


def size_of(checkpoint: bytes) -> int:
    return int(checkpoint.split(b"\n")[1])


def survives_damage(program: str, data: pathlib.Path, public: str, document: bytes) -> None:
    """Somebody at the file takes the tree's leaves away: what needs them is refused, all else goes on."""
    with contextlib.closing(sqlite3.connect(data / "belfry.db", timeout=10)) as db, db:
        db.execute("DELETE FROM record_node WHERE level = 0")
    with contextlib.suppress(urllib.error.HTTPError):
        ask(f"{public}/proofs/{hashlib.sha256(document).hexdigest()}.tlog-proof")
        print("FAILED a proof of a tree without leaves is given")
    answers = ask(public + "/es/steps/4") == document
    print(("same " if answers else "FAILED ") + "pages after somebody asked for a proof of a damaged tree")
    found = subprocess.run([program, "log", "verify", "--data", str(data)], capture_output=True, text=True)
    named = found.returncode == 5 and "the tree" in found.stderr
    print(("same " if named else "FAILED ") + "verdict on a damaged tree: it is damaged")


def main() -> int:
    program, verifier = sys.argv[1:3]
    with tempfile.TemporaryDirectory(prefix="belfry-foreign.") as folder:
        data = pathlib.Path(folder) / "data"
        run = lambda *words: subprocess.run(
            [program, *words, "--data", str(data), "--json"], check=True, capture_output=True, text=True).stdout
        run("demo", "load")
        server = subprocess.Popen(
            [program, "serve", "--data", str(data), "--port", "0", "--public-port", "0", "--json", "--log", "error"],
            stdout=subprocess.PIPE, text=True)
        try:
            server.stdout.readline()
            public = json.loads(server.stdout.readline())["public"]
            old = pathlib.Path(folder) / "old"
            old.write_bytes(ask(public + "/checkpoint"))
            # Entries behind the checkpoint that was kept, by a command beside the server.
            for number in range(3):
                run("user", "add", f"somebody{number}@city.example", "--name", f"Somebody {number}", "--roles", "staff")
            until = time.monotonic() + 10
            while size_of(ask(public + "/checkpoint")) <= size_of(old.read_bytes()):
                if time.monotonic() > until:
                    print("FAILED the checkpoint stands still")
                    return 1
                time.sleep(0.1)
            document, proof = pathlib.Path(folder) / "document", pathlib.Path(folder) / "proof"
            document.write_bytes(ask(public + "/es/steps/4"))
            proof.write_bytes(ask(public + "/es/steps/4.tlog-proof"))
            key = json.loads(run("log", "key"))["log"]
            judged = subprocess.run([verifier, public, key, str(old), str(proof), str(document)])
            own = subprocess.run(
                [program, "log", "verify", "--proof", str(proof), "--document", str(document), "--key", key],
                stdout=subprocess.DEVNULL)
            whole = subprocess.run(
                [program, "log", "verify", "--checkpoint", str(old), "--data", str(data)], stdout=subprocess.DEVNULL)
            survives_damage(program, data, public, document.read_bytes())
            for result, what in ((own, "verdict on the proof"), (whole, "verdict on all of the data")):
                print(("same " if result.returncode == 0 else "FAILED ") + what)
            return judged.returncode or own.returncode or whole.returncode
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    sys.exit(main())
