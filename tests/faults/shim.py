"""The failing disk and clock of shim.c: built on first use, started with a program, and steered."""
import mmap
import os
import pathlib
import struct
import subprocess
import tempfile

WRITE, SYNC, TRUNCATE, CREATE, RENAME, UNLINK, READ = 1, 2, 4, 8, 16, 32, 64


def build(folder: pathlib.Path) -> pathlib.Path:
    library = folder / "shim.so"
    if not library.exists():
        subprocess.run(["cc", "-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC",
                        "-o", str(library), str(pathlib.Path(__file__).with_name("shim.c"))], check=True)
    return library


class Control:
    """The page that shim.c reads at each call."""
    NAMES = ("kinds", "at", "error", "sticky", "seen", "failed", "clock", "no_sync", "half")

    def __init__(self, folder: pathlib.Path):
        handle, name = tempfile.mkstemp(dir=folder, prefix="control.")
        os.ftruncate(handle, mmap.PAGESIZE)
        self.path = name
        self.page = mmap.mmap(handle, mmap.PAGESIZE)
        os.close(handle)

    def __getitem__(self, name: str) -> int:
        return struct.unpack_from("<q", self.page, 8 * self.NAMES.index(name))[0]

    def __setitem__(self, name: str, value: int) -> None:
        struct.pack_into("<q", self.page, 8 * self.NAMES.index(name), value)

    def fail(self, kinds: int, at: int, error: int, sticky: bool = False, half: bool = False) -> None:
        """The `at`-th call of these kinds from now on fails, with `sticky` all after it too."""
        self["kinds"] = 0
        for name, value in (("seen", 0), ("failed", 0), ("at", at), ("error", error),
                            ("sticky", int(sticky)), ("half", int(half))):
            self[name] = value
        self["kinds"] = kinds

    def heal(self) -> int:
        """Nothing fails any more; gives how many calls did."""
        self["kinds"] = 0
        return self["failed"]


def environment(library: pathlib.Path, data: pathlib.Path, control: Control | None = None,
                trace: pathlib.Path | None = None, no_sync: bool = False) -> dict[str, str]:
    out = dict(os.environ, LD_PRELOAD=str(library), BELFRY_FAULT_FOLDER=str(data.resolve()))
    if control is not None:
        out["BELFRY_FAULT_CONTROL"] = control.path
    if trace is not None:
        out["BELFRY_FAULT_TRACE"] = str(trace)
    if no_sync:
        out["BELFRY_FAULT_NO_SYNC"] = "1"
    # A program with sanitizers wants its own library first and would refuse ours.
    out["ASAN_OPTIONS"] = out.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
    return out
