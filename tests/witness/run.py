#!/usr/bin/env python3
"""Four real Belfry servers watch each other's records, each in a network of its own; one of them lies.

    run.py PROGRAM

A city, its county and its state pin each other, and a neighboring town is the city's third witness
while one of the three, and then two, are away. Then the city shows two histories of its record to
one witness (split view), and is started on an old copy of its data (rollback). One line `same …` for
each thing that held. Where network namespaces are not allowed the four listen at loopback addresses
of one network, and the test says so.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from cities import City, wait_for

failed = 0


def hold(good, what: str) -> None:
    global failed
    failed += not good
    print(("same " if good else "FAILED ") + what, flush=True)


class Networks:
    """Four namespaces on one bridge, gone when this ends."""

    def __init__(self):
        self.mark = f"bf{os.getpid()}"
        self.names = []
        self.usable = self.make()
        if not self.usable:
            self.end()

    def run(self, *words: str) -> bool:
        return subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def make(self) -> bool:
        if shutil.which("ip") is None or not self.run("ip", "link", "add", self.mark, "type", "bridge"):
            return False
        good = self.run("ip", "link", "set", self.mark, "up")
        for number in (1, 2, 3, 4):
            name, outside = f"{self.mark}-{number}", f"{self.mark}v{number}"
            good = good and self.run("ip", "netns", "add", name)
            self.names.append(name)
            inside = ("ip", "netns", "exec", name, "ip")
            good = good and all([
                self.run("ip", "link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", name),
                self.run("ip", "link", "set", outside, "master", self.mark, "up"),
                self.run(*inside, "addr", "add", f"10.83.7.{number}/24", "dev", "eth0"),
                self.run(*inside, "link", "set", "eth0", "up"),
                self.run(*inside, "link", "set", "lo", "up"),
            ])
        return good and self.run("ip", "netns", "exec", self.names[0], "ip", "route", "get", "10.83.7.2")

    def place(self, number: int) -> tuple[str, list[str]]:
        if not self.usable:
            return f"127.0.0.{number + 10}", []
        return f"10.83.7.{number}", ["ip", "netns", "exec", self.names[number - 1]]

    def end(self) -> None:
        for name in self.names:
            self.run("ip", "netns", "del", name)
        self.run("ip", "link", "del", self.mark)


def watch_each_other(city: City, county: City, state: City) -> None:
    names = {city: ("Port Ellery", "city"), county: ("Ellery County", "county"), state: ("The State", "state")}
    for one in names:
        for other in names:
            if one is not other:
                one.pins(other, *names[other])
    state_now = city.round()
    hold(all(peer["problem"] == "" for peer in state_now["peers"]), "keys: both witnesses cosign")
    hold(state_now["needed"] == 2 and state_now["enough_size"] > 0, "policy: two of two are enough")
    witnessed = wait_for(lambda: "belfry/witness" in city.public("/checkpoint/witnessed"))
    hold(witnessed, "checkpoint: shown with its cosignatures")
    city.add_tasks("One more")
    grown = city.round()
    hold(grown["enough_size"] > state_now["enough_size"], "growth: cosigned again when the record grew")
    held = county.ask("GET", "/witnesses")["peers"]
    hold(any(peer["held_size"] > 0 for peer in held), "witness: keeps what it saw, and only that")


def prove_offline(city: City, folder: pathlib.Path, witnesses: list[City]) -> None:
    document, proof = folder / "document", folder / "proof"

    def cosigned() -> bool:
        document.write_text(city.public("/steps/2"))
        proof.write_text(city.public("/steps/2.tlog-proof"))
        return proof.read_text().count("/belfry/witness ") == 2

    hold(wait_for(cosigned), "proof file: carries both cosignatures")
    keys = [word for each in witnesses for word in ("--witness", each.command("log", "key")["witness"])]
    verdict = subprocess.run(
        [city.program, "log", "verify", "--proof", proof, "--document", document,
         "--key", city.command("log", "key")["log"], *keys], capture_output=True, text=True)
    hold(verdict.returncode == 0 and verdict.stdout.count("Witness:") == 2, "proof file: verified without a network")


def two_of_three(city: City, town: City, county: City, state: City) -> None:
    """With one witness away what is published is witnessed as ever; with two it is not, and nothing claims it."""
    town.pins(city, "Port Ellery", "city")
    city.pins(town, "The Town", "city")
    now = city.round()
    hold(now["needed"] == 2 and all(peer["problem"] == "" for peer in now["peers"]), "policy: two of three are enough")
    numbers = (f"+1 555 010 {number}" for number in range(1000, 2000))

    def publish() -> None:
        """Whom to call, on a page of its own."""
        number, revision = next(numbers), city.ask("GET", "/public-pages")["revision"]
        city.exchange("PATCH", "/public-pages", {"report_phone": number},
                      [*city.signed_in, "-H", f'If-Match: "{revision}"'])
        hold(wait_for(lambda: number in city.public("/report")), f"published: {number}")

    def cosigned_by(*who: City) -> bool:
        """The page as it is now, by these and no others."""
        proof = city.public("/report.tlog-proof")
        names = [each.host for each in (town, county, state)]
        return sorted(name for name in names if f"{name}/belfry/witness " in proof) == sorted(each.host for each in who)

    def published_and_cosigned_by(*who: City, seconds: float) -> bool:
        publish()
        return wait_for(lambda: cosigned_by(*who), seconds)

    def missing() -> set[str]:
        return {peer["name"] for peer in city.ask("GET", "/witnesses")["peers"] if peer["problem"] != ""}

    hold(published_and_cosigned_by(town, county, state, seconds=5), "two of three: published with all three at once")
    town.fall_silent(True)
    hold(published_and_cosigned_by(county, state, seconds=5), "one silent: published with the other two at once")
    wait_for(missing, 20)
    hold(missing() == {"The Town"}, "one silent: the page says which")
    said = city.finding()
    hold(said["state"] == "attention" and "not The Town" in said["detail"], "one silent: so does the doctor")
    hold(published_and_cosigned_by(county, state, seconds=5), "one silent: the next is published with them as well")
    county.die()
    enough, shown = city.ask("GET", "/witnesses")["enough_size"], city.public("/checkpoint/witnessed")
    publish()
    wait_for(lambda: len(missing()) == 2, 20)
    hold(missing() == {"The Town", "Ellery County"}, "two away: the page says which")
    hold(cosigned_by(), "two away: what is published claims no witness")
    hold(city.ask("GET", "/witnesses")["enough_size"] == enough and city.public("/checkpoint/witnessed") == shown,
         "two away: the last state that had enough stays the last")
    said = city.finding()
    hold(said["state"] == "attention" and "Too few" in said["detail"]
         and all(name in said["detail"] for name in missing()), "two away: the doctor says that they are too few")
    town.fall_silent(False)
    hold(published_and_cosigned_by(town, state, seconds=5), "one back: published with two again, and nobody did anything")
    county.start()
    hold(published_and_cosigned_by(town, county, state, seconds=5), "both back: published with all three")
    wait_for(lambda: not missing())
    hold(city.finding()["state"] == "good", "both back: the doctor is content")
    for peer in city.ask("GET", "/witnesses")["peers"]:
        if peer["name"] == "The Town":
            city.exchange("DELETE", f"/witnesses/{peer['id']}", None,
                          [*city.signed_in, "-H", f'If-Match: "{peer["revision"]}"'])
    town.stop()


def proof_that_leads_nowhere(city: City, county: City, checkpoint: str) -> None:
    """Anybody can send a checkpoint that all may read with a proof of their own making."""
    origin = checkpoint.splitlines()[0]
    held = county.public(f"/witness/checkpoint?origin={origin.replace('/', '%2F')}").splitlines()[1]
    body = f"old {held}\n" + "A" * 43 + "=\n\n" + checkpoint
    words = ["curl", "-sS", "-m", "30", "-o", "/dev/null", "-w", "%{http_code}", "--data-binary", "@-",
             county.shown_at + "/witness/add-checkpoint"]
    said = subprocess.run([*county.inside, *words], input=body, capture_output=True, text=True, check=True).stdout
    hold(said == "422", "proof that leads nowhere: not cosigned")


def honest_doubt(city: City, county: City) -> None:
    city.add_tasks("Not yet shown to the county")
    wait_for(lambda: city.public("/checkpoint") != city.public("/checkpoint/witnessed"))
    time.sleep(1)
    proof_that_leads_nowhere(city, county, city.public("/checkpoint"))
    alarms = wait_for(lambda: county.ask("GET", "/witnesses")["alarms"], 8)
    hold(not alarms, "proof that leads nowhere: no alarm where the log's tiles hold what was cosigned")
    hold(all(peer["problem"] == "" for peer in city.round()["peers"]), "proof that leads nowhere: the log itself goes on")


def split_view(city: City, county: City, folder: pathlib.Path) -> None:
    """The city's own data, twice: each copy goes on in its own way and shows that to the county."""
    city.stop()
    shutil.copytree(city.data, folder / "other")
    city.start()
    city.add_tasks("What the public is told")
    city.round()
    city.stop()
    liar = City(city.program, folder / "other", city.host, city.inside)
    liar.signed_in, liar.ports = city.signed_in, city.ports
    try:
        tell_another_history(liar, city, county, folder)
    finally:
        liar.stop()


def tell_another_history(liar: City, city: City, county: City, folder: pathlib.Path) -> None:
    # The lie starts without looking back: its copy of the witnesses' addresses is gone.
    subprocess.run(["python3", "-c", "import sqlite3, sys\nwith sqlite3.connect(sys.argv[1]) as db:\n"
                    " db.execute('ALTER TABLE witness_peer RENAME TO hidden')\n"
                    " db.execute('CREATE TABLE witness_peer AS SELECT * FROM hidden WHERE 0')",
                    str(liar.data / "belfry.db")], check=True)
    liar.start()
    # More than the city's own history has grown by, which the county holds.
    liar.add_tasks("What somebody else is told", *(f"And more: {number}" for number in range(20)))
    time.sleep(1)
    proof_that_leads_nowhere(liar, county, liar.public("/checkpoint"))
    found = wait_for(lambda: [alarm for alarm in county.ask("GET", "/witnesses")["alarms"] if alarm["kind"] == "fork"])
    hold(found, "wrong proof on purpose: the liar's own tiles prove the fork")
    if found:
        judge_fork(city, county, found[0], folder)
        county.ask("POST", f"/witnesses/alarms/{found[0]['id']}/closing")
    liar.stop()
    subprocess.run(["python3", "-c", "import sqlite3, sys\nwith sqlite3.connect(sys.argv[1]) as db:\n"
                    " db.execute('DROP TABLE witness_peer')\n"
                    " db.execute('ALTER TABLE hidden RENAME TO witness_peer')",
                    str(liar.data / "belfry.db")], check=True)
    liar.start()
    refused = liar.ask("POST", "/steps/2/tasks", {"title": "x"}, want=(409,))
    hold(refused["code"] == "record_read_only", "split view: the liar's own copy finds itself out")
    liar.round()
    # At once where the liar's own proof shows it, else when its tiles were read.
    forks = wait_for(lambda: [alarm for alarm in county.ask("GET", "/witnesses")["alarms"]
                              if alarm["kind"] == "fork" and alarm["closed_at"] is None]) or []
    hold(len(forks) == 1, "split view: the witness alarms")
    if forks:
        judge_fork(city, county, forks[0], folder)
    verified = subprocess.run([county.program, "log", "verify", "--data", str(county.data)], stdout=subprocess.DEVNULL)
    hold(verified.returncode == 0, "split view: the county's record holds its alarms, with their proofs")
    inbox = county.ask("GET", "/inbox")["items"]
    hold(any(item["kind"] == "log_alarm" for item in inbox), "split view: told to the administrator")


def judge_fork(city: City, county: City, fork: dict, folder: pathlib.Path) -> None:
    key = city.command("log", "key")["log"]
    for name in ("held", "submitted"):
        file = folder / name
        file.write_text(fork[name])
        good = subprocess.run([city.program, "log", "verify", "--checkpoint", file, "--key", key],
                              stdout=subprocess.DEVNULL).returncode == 0
        hold(good, f"split view: the note that was {name} is signed by the liar")
    hold(fork["held"] != fork["submitted"], "split view: the two notes differ")
    words = [city.program, "log", "verify", "--checkpoint", folder / "submitted", "--against", folder / "held", "--key", key]
    if fork["proof"]:
        (folder / "proof").write_text(fork["proof"])
        silent = subprocess.run(words, stdout=subprocess.DEVNULL).returncode
        hold(silent == 0, "split view: the notes alone show nothing")
        words += ["--proof", folder / "proof"]
    shown = subprocess.run(words, capture_output=True, text=True)
    hold(shown.returncode == 5 and "two histories" in shown.stderr, "split view: whoever has the key can check the fork")


def rollback(city: City, state: City, folder: pathlib.Path) -> None:
    """The city comes back from a copy that is older than what its witnesses saw."""
    shutil.copytree(city.data, folder / "old")
    city.start()
    city.add_tasks("What will be lost")
    city.round()
    city.stop()
    shutil.rmtree(city.data)
    shutil.copytree(folder / "old", city.data)
    city.start()
    refused = city.ask("POST", "/steps/2/tasks", {"title": "x"}, want=(409,))
    hold(refused["code"] == "record_read_only", "rollback: nothing can be written")
    hold(city.ask("GET", "/witnesses")["read_only"], "rollback: the administrator is told why")
    hold(wait_for(lambda: 'class="alarm"' in city.public("/")), "rollback: the public is told")
    findings = city.ask("GET", "/administration/status")["findings"]
    hold(any(each["key"] == "witnesses" and each["state"] == "bad" for each in findings), "rollback: the doctor says so")
    before = city.command("log", "key")["log"]
    city.ask("POST", "/log/epochs")
    city.add_tasks("Writing goes on")
    after = city.command("log", "key")["log"]
    hold("/belfry/log-2+" in after and before != after, "new epoch: under another name")
    lost = [change for entry in city.ask("GET", "/history/log/1")["items"] for change in entry["changes"]
            if change["field"] == "lost"]
    hold(lost, "new epoch: the record says what was lost")
    for peer in state.ask("GET", "/witnesses")["peers"]:
        if peer["name"] == "Port Ellery":
            state.exchange("PUT", f"/witnesses/{peer['id']}", {
                "name": peer["name"], "level": peer["level"], "url": peer["url"], "log_key": after,
                "witness_key": peer["witness_key"]},
                [*state.signed_in, "-H", f'If-Match: "{peer["revision"]}"'])
    again = {peer["name"]: peer["problem"] for peer in city.round()["peers"]}
    hold(again["The State"] == "", "new epoch: cosigned once the new key was entered")
    hold(again["Ellery County"] != "", "new epoch: not cosigned where it was not")


def main() -> int:
    program = str(pathlib.Path(sys.argv[1]).resolve())
    networks = Networks()
    print("four network namespaces" if networks.usable else
          "no network namespaces here: four loopback addresses instead", flush=True)
    cities = []
    with tempfile.TemporaryDirectory(prefix="belfry-witness.") as name:
        folder = pathlib.Path(name)
        try:
            for number, who in enumerate(("city", "county", "state", "town"), 1):
                cities.append(City(program, folder / who, *networks.place(number)).start().set_up())
            city, county, state, town = cities
            watch_each_other(city, county, state)
            prove_offline(city, folder, [county, state])
            two_of_three(city, town, county, state)
            honest_doubt(city, county)
            split_view(city, county, folder)
            rollback(city, state, folder)
        finally:
            for each in cities:
                each.stop()
            networks.end()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
