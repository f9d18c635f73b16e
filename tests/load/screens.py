"""Many staff screens (bench/screens.cpp, which costs the machine a twentieth of what Python would)."""
import collections
import pathlib
import subprocess


class Wall:
    """All screens, listening until `stop`."""

    def __init__(self, program: str, address: str, cookies: list[str], path: str, topic: str):
        screens = pathlib.Path(program).resolve().parent / "bench" / "screens"
        if not screens.exists():
            raise SystemExit(f"load.py: {screens} is missing: configure with -DBELFRY_BENCH=ON and build the target screens.")
        host, port = address.rsplit(":", 1)
        self.process = subprocess.Popen([screens, host, port, path, topic], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.process.stdin.write("\n".join(cookies) + "\n\n")
        self.process.stdin.flush()
        if self.process.stdout.readline() != "ready\n":
            raise SystemExit("load.py: the screens could not listen.")
        self.heard_by: list[list[float]] = []
        self.shown_by: list[list[tuple[float, float, int]]] = []

    def stop(self) -> None:
        lines, _ = self.process.communicate("\n")
        for line in lines.splitlines():
            heard, shown = [], []
            for word in line.split():
                times = word.split("/")
                if len(times) == 1:
                    heard.append(float(word))
                else:
                    shown.append((float(times[0]), float(times[1]), int(times[2])))
            self.heard_by.append(heard)
            self.shown_by.append(shown)

    def heard(self, number: int) -> list[float]:
        return [heard[number] for heard in self.heard_by if number < len(heard)]

    def shown_after(self, when: float) -> list[float]:
        """When each screen showed what was acknowledged at `when`."""
        first = ([answered for asked, answered, status in shown if asked >= when and status == 200] for shown in self.shown_by)
        return [min(each) for each in first if each]

    def statuses(self) -> dict[int, int]:
        return dict(collections.Counter(status for shown in self.shown_by for _, _, status in shown))
