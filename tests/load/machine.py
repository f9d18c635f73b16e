"""What a measurement cost, and how much of the machine others had meanwhile."""
import os
import pathlib
import time

TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(pid: int) -> float:
    """Of a process that lives, with all its threads."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def machine_seconds() -> float:
    """Of all processors, whoever worked; what a hypervisor took away too."""
    user, nice, system, _idle, _wait, interrupts, soft, stolen = map(
        int, pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9])
    return (user + nice + system + interrupts + soft + stolen) / TICKS


class Watch:
    """From here on: wall clock, processor time of the programs `pids`, and what neither they nor this process
    nor those it has waited for took of the machine. A figure taken while others had much says little."""

    def __init__(self, *pids: int):
        self.pids = pids
        self.begun = (time.perf_counter(), self.of_programs(), self.ours(), machine_seconds())

    def of_programs(self) -> float:
        return sum(map(processor_seconds, self.pids))

    def ours(self) -> float:
        return self.of_programs() + sum(os.times()[:4])

    def seconds(self) -> float:
        return time.perf_counter() - self.begun[0]

    def processor(self) -> float:
        return self.of_programs() - self.begun[1]

    def others(self) -> float:
        """From 0 to 1, of all processors."""
        ours = self.ours() - self.begun[2]
        return max(0.0, machine_seconds() - self.begun[3] - ours) / (self.seconds() * os.cpu_count())
