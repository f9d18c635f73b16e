"""What a disk may hold after the power was cut, made from what shim.c recorded.

A write is on the disk for certain once its file was synced after it; a name, once its folder was.
Until then any part of it may be: none, all, the first ones, a subset in any order, or single sectors
of 512 or 4,096 bytes. Names reach the disk in the order in which they were made, as journalling file
systems keep it; at least those made before the folder was last synced are there.
"""
import dataclasses
import pathlib
import random
import struct

HEADER = struct.Struct("<BBHIQq")
NOT_KEPT = ("-shm", ".lock")  # memory that is shared, and locks: neither outlives the machine


@dataclasses.dataclass
class File:
    durable: bytearray
    pending: list  # (offset, bytes) of a write, (length, None) of a truncation


def put(content: bytearray, offset: int, piece: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset:offset + len(piece)] = piece


def cut(content: bytearray, size: int) -> None:
    if len(content) > size:
        del content[size:]
    else:
        content.extend(bytes(size - len(content)))


def carry_out(content: bytearray, act) -> None:
    number, piece = act
    if piece is None:
        cut(content, number)
    else:
        put(content, number, piece)


def carry_out_sectors(content: bytearray, act, chance: random.Random, sector: int) -> None:
    offset, piece = act
    if piece is None:
        if chance.random() < 0.5:
            cut(content, offset)
        return
    at = 0
    while at < len(piece):
        end = min(len(piece), (offset + at) // sector * sector + sector - offset)
        if chance.random() < 0.5:
            put(content, offset + at, piece[at:end])
        at = end


MANNERS = ("none", "all", "first", "subset", "sectors of 512", "sectors of 4096", "last")


def after_a_cut(file: File, chance: random.Random, manner: str) -> bytearray:
    content = bytearray(file.durable)
    acts = file.pending
    if manner == "none":
        return content
    if manner == "first":
        acts = acts[:chance.randint(0, len(acts))]
    elif manner == "last":
        acts = acts[chance.randint(0, len(acts)):]
    elif manner == "subset":
        acts = [act for act in acts if chance.random() < 0.6]
    for act in acts:
        if manner.startswith("sectors"):
            carry_out_sectors(content, act, chance, int(manner.split()[-1]))
        else:
            carry_out(content, act)
    return content


class Disk:
    """Plays a trace from the start; at any moment it gives an image of the folder."""

    def __init__(self, trace: bytes, begin: pathlib.Path | None = None):
        self.trace = trace
        self.at = 0
        self.files: dict[int, File] = {}
        self.names: dict[str, int | None] = {"": None}  # on the disk; None is a folder
        self.unsynced: list[tuple[str, str, object]] = []  # changes of names that may not be yet
        for path in sorted(begin.rglob("*")) if begin else ():
            name = str(path.relative_to(begin))
            if path.is_dir():
                self.names[name] = None
            elif not name.endswith(NOT_KEPT):
                inode = path.stat().st_ino
                self.files[inode] = File(bytearray(path.read_bytes()), [])
                self.names[name] = inode

    def play(self, until: int) -> None:
        """Carries out all that was recorded before the position `until` of the trace."""
        while self.at + HEADER.size <= until:
            kind, flags, path_size, size, inode, number = HEADER.unpack_from(self.trace, self.at)
            begin = self.at + HEADER.size
            if begin + size > until:
                return
            path = self.trace[begin:begin + path_size].decode()
            piece = self.trace[begin + path_size:begin + size]
            self.at = begin + size
            self.act(chr(kind), flags, path, piece, inode, number)

    def act(self, kind: str, flags: int, path: str, piece: bytes, inode: int, number: int) -> None:
        if kind == "O" and not path.endswith(NOT_KEPT):
            if flags & 1:
                self.files[inode] = File(bytearray(), [])
                self.unsynced.append(("make", path, inode))
            elif flags & 2 and inode in self.files:
                self.files[inode].pending.append((0, None))
        elif kind == "W" and inode in self.files:
            self.files[inode].pending.append((number, piece))
        elif kind == "T" and inode in self.files:
            self.files[inode].pending.append((number, None))
        elif kind == "S" and inode in self.files:
            file = self.files[inode]
            for act in file.pending:
                carry_out(file.durable, act)
            file.pending = []
        elif kind == "D":
            # Later changes of other folders may stand before: a journal keeps the order of all.
            last = max((i for i, (_, name, _) in enumerate(self.unsynced)
                        if str(pathlib.PurePath(name).parent).removeprefix(".") == path), default=-1)
            for change in self.unsynced[:last + 1]:
                self.rename(self.names, change)
            self.unsynced = self.unsynced[last + 1:]
        elif kind == "M":
            self.unsynced.append(("make", path, None))
        elif kind in "RL":
            self.unsynced.append(("move" if kind == "R" else "link", path, piece.decode()))
        elif kind == "U":
            self.unsynced.append(("drop", path, None))

    @staticmethod
    def rename(names: dict, change) -> None:
        what, name, other = change
        if what == "make":
            names[name] = other
        elif what == "drop":
            names.pop(name, None)
        elif name in names:
            names[other] = names[name]
            if what == "move":
                del names[name]

    def image(self, folder: pathlib.Path, chance: random.Random) -> str:
        """Writes what the folder may hold now; gives how it was chosen."""
        manner = chance.choice(MANNERS)
        names = dict(self.names)
        for change in self.unsynced[:chance.randint(0, len(self.unsynced))]:
            self.rename(names, change)
        folder.mkdir()
        # Two names of one file stay one file.
        contents = {inode: after_a_cut(self.files[inode], chance, manner)
                    for inode in {i for i in names.values() if i is not None}}
        for name in sorted(names):
            if name and names[name] is None:
                (folder / name).mkdir(parents=True, exist_ok=True)
            elif name and not name.endswith(NOT_KEPT):
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(contents[names[name]])
                path.chmod(0o600)
        return manner
