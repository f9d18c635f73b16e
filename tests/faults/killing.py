"""What the tests that kill commands share: a folder, a seed, and what went wrong."""
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time


class Run:
    def __init__(self, program: str, seed: int):
        self.program = program
        self.chance = random.Random(seed)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="belfry-upgrade."))
        self.bad: list[str] = []
        # Before that it has not looked at any data.
        self.least_seconds = 0.8 * self.duration("version")

    def command(self, *words: str, environment: dict | None = None) -> subprocess.CompletedProcess:
        return subprocess.run([self.program, *words], capture_output=True, text=True, env=environment)

    def kill_in_the_middle(self, most_seconds: float, *words: str, environment: dict | None = None) -> bool:
        """Whether it was still running when it was killed."""
        process = subprocess.Popen([self.program, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env=environment)
        time.sleep(self.chance.uniform(self.least_seconds, max(most_seconds, self.least_seconds)))
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL

    def duration(self, *words: str, environment: dict | None = None) -> float:
        begun = time.monotonic()
        done = self.command(*words, environment=environment)
        if done.returncode != 0:
            raise SystemExit(f"{words}: {done.stdout}{done.stderr}")
        return time.monotonic() - begun

    def hold(self, what: str, complaints: list[str]) -> None:
        self.bad += [f"{what}: {each}" for each in complaints if each]


def copy_of(data: pathlib.Path, name: pathlib.Path) -> pathlib.Path:
    shutil.rmtree(name, ignore_errors=True)
    return pathlib.Path(shutil.copytree(data, name))
