"""A disk that loses its power: a recorded run of the program is played again on a disk in memory, and cut anywhere.

What a file system promises is little: data of a file are there after its fsync, names in a directory after the
directory's. Everything else may be there or not, in any order, torn at any sector. The provider's file is on another
machine: it keeps whatever it has done by then.
"""

import os
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

SECTOR = 512
CALLS = (
    "pwrite64", "pwritev", "write", "writev", "ftruncate", "truncate", "fallocate", "fdatasync", "fsync", "unlink",
    "unlinkat", "rmdir", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "mkdir", "mkdirat", "openat",
    "open", "creat", "sendfile", "copy_file_range", "sync", "sync_file_range",
)  # fmt: skip
_CALL = re.compile(r"^(?:\[pid +)?(\d+)\]? +(\w+)\((.*)\) += (-?\d+)(.*)$", re.DOTALL)
_UNFINISHED = re.compile(r"^(\d+) +(.*) <unfinished \.\.\.>$", re.DOTALL)
_RESUMED = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$", re.DOTALL)
_FD = re.compile(r"^(\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*|[^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def options(trace: Path) -> tuple[str, ...]:
    """Of strace, to record a run."""
    calls = ",".join(f"?{name}" for name in CALLS)
    return ("-y", "-xx", "-s", "10000000", "-e", f"trace={calls}", "-e", "signal=none", "-o", str(trace))


@dataclass(frozen=True, slots=True)
class Happened:
    """A call that changed something, with the file that it changed; `path` is "" for the standard output."""

    call: str
    path: str
    offset: int = 0
    data: bytes = b""
    other: str = ""


def _text(quoted: str) -> bytes:
    return bytes.fromhex(quoted.replace("\\x", ""))


def _path(escaped: str) -> str:
    return os.fsdecode(_text(escaped)) if escaped.startswith("\\x") else escaped


def _joined(trace: Path) -> Iterator[str]:
    """The lines of a trace; a call that another thread interrupted is one line, where it ended."""
    begun: dict[str, str] = {}
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        if unfinished := _UNFINISHED.match(line):
            begun[unfinished[1]] = unfinished[2]
        elif resumed := _RESUMED.match(line):
            yield f"{resumed[1]} {begun.pop(resumed[1])}{resumed[2]}"
        else:
            yield line


def happened(trace: Path, base: Path) -> list[Happened]:
    """What a recorded run did below `base`, and what it said, in order."""
    found: list[Happened] = []
    places: dict[str, int] = {}  # where plain writes of a descriptor's file go on
    for line in _joined(trace):
        call = _CALL.match(line)
        if call is None or int(call[4]) < 0:
            continue
        found += [one for one in _read(call[2], call[3], call[4] + call[5], places) if _is_below(one, base)]
    return found


def _is_below(one: Happened, base: Path) -> bool:
    return one.call == "say" or (one.path != "" and Path(one.path).is_relative_to(base))


def _read(name: str, arguments: str, result: str, places: dict[str, int]) -> Iterator[Happened]:
    descriptor = _FD.match(arguments)
    path = _path(descriptor[2]) if descriptor else ""
    texts = [_text(one) for one in _TEXT.findall(arguments)]
    numbers = [int(one) for one in re.findall(r", (\d+)(?=,|$)", _TEXT.sub("", arguments))]
    if name in _ABOUT_NAMES:
        yield _of_names(name, [os.fsdecode(text) for text in texts])
    elif name in ("openat", "open", "creat"):
        opened = re.search(r"<((?:\\x[0-9a-f]{2})+|/[^>]*)>", result)
        if opened and "O_CREAT" in arguments:
            places.pop(_path(opened[1]), None)
            yield Happened("create", _path(opened[1]), 1 if "O_TRUNC" in arguments else 0)
    elif name == "write" and descriptor and descriptor[1] == "1":
        yield Happened("say", "", 0, texts[0])
    elif name == "write":
        offset = places.get(path, 0)
        places[path] = offset + len(texts[0])
        yield Happened("write", path, offset, texts[0])
    elif name in _ABOUT_FILES:
        yield Happened(_ABOUT_FILES[name], path, numbers[-1] if numbers else 0, texts[0] if texts else b"")
    else:
        yield Happened(name, path)  # which no disk here understands: it says so


_ABOUT_FILES = {"pwrite64": "write", "ftruncate": "truncate", "fdatasync": "sync", "fsync": "sync"}
_ABOUT_NAMES = {
    "unlink": "remove", "unlinkat": "remove", "rmdir": "remove", "rename": "rename", "renameat": "rename",
    "renameat2": "rename", "mkdir": "mkdir", "mkdirat": "mkdir",
}  # fmt: skip


def _of_names(name: str, paths: list[str]) -> Happened:
    return Happened(_ABOUT_NAMES[name], paths[0], other=paths[-1])


@dataclass(slots=True)
class Node:
    """A file: what the disk has for sure, and what was written since."""

    safe: bytearray = field(default_factory=bytearray)
    later: list[tuple[int, bytes | None]] = field(default_factory=list)  # None truncates
    _frozen: bytes | None = None

    def sync(self) -> None:
        """All that was written is there for sure."""
        for offset, data in self.later:
            _apply(self.safe, offset, data)
        self.later.clear()
        self._frozen = None

    def image(self, chance: random.Random | None, *, whole: bool = False) -> bytes:
        """Its content after the cut: nothing unsynced, or a random part of it, torn at sectors."""
        if not self.later or (chance is None and not whole):
            self._frozen = self._frozen if self._frozen is not None else bytes(self.safe)
            return self._frozen
        content = bytearray(self.safe)
        for offset, data in self.later:
            if whole:
                _apply(content, offset, data)
            elif chance is not None:
                _apply_part(content, offset, data, chance)
        return bytes(content)


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        content[offset:] = bytes(max(0, offset - len(content)))
        return
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _apply_part(content: bytearray, offset: int, data: bytes | None, chance: random.Random) -> None:
    if data is None:
        if chance.random() < 0.5:
            _apply(content, offset, None)
        return
    fate = chance.random()
    if fate < 0.4:
        return
    if fate < 0.7:
        _apply(content, offset, data)
        return
    first = -offset % SECTOR
    edges = [0, *range(first or SECTOR, len(data), SECTOR), len(data)]
    for start, end in pairwise(edges):
        if chance.random() < 0.5:
            _apply(content, offset + start, data[start:end])


Names = dict[str, "Node | None"]  # None is a directory


class Disk:
    """The files below a directory, as a list of calls leaves them."""

    def __init__(self, base: Path) -> None:
        self._now: Names = {str(base): None}
        for path in sorted(base.rglob("*")):
            self._now[str(path)] = Node(bytearray(path.read_bytes())) if path.is_file() else None
        self.base = str(base)
        self._moves: list[tuple[frozenset[str], Names]] = []  # of names, not synced: directories, and what they set
        self._safe: Names = dict(self._now)

    def do(self, one: Happened) -> None:
        """Execute a recorded call."""
        node = self._now.get(one.path)
        match one.call:
            case "write":
                assert isinstance(node, Node), f"a write into {one.path}, which nobody made"
                node.later.append((one.offset, one.data))
            case "truncate":
                assert isinstance(node, Node), one
                node.later.append((one.offset, None))
            case "sync" if isinstance(node, Node):
                node.sync()
            case "sync":
                self._sync_names(one.path)
            case "create":
                self._create(one, node)
            case "mkdir":
                self._name({one.path: None}, ())
            case "remove":
                self._name({}, (one.path,))
            case "rename":
                self._name({one.other: self._now[one.path]}, (one.path,))
            case other:
                raise AssertionError(other)

    def _create(self, one: Happened, node: Node | None) -> None:
        if node is None:
            self._name({one.path: Node()}, ())
        elif one.offset:
            node.later.append((0, None))

    def _name(self, made: Names, gone: Sequence[str]) -> None:
        for path in gone:
            self._now.pop(path, None)
        self._now.update(made)
        touched = frozenset(str(Path(path).parent) for path in (*made, *gone))
        self._moves.append((touched, {**made, **dict.fromkeys(gone, _GONE)}))

    def _sync_names(self, directory: str) -> None:
        kept = []
        for touched, names in self._moves:
            if directory in touched:
                _set(self._safe, names)
            else:
                kept.append((touched, names))
        self._moves = kept

    def cut(self, chance: random.Random | None, *, whole: Sequence[str] = ()) -> dict[str, bytes | None]:
        """What lies there when the power is back: path below the base to content, None for a directory.

        Args:
            chance: Draws which unsynced part survived; None loses all of it.
            whole: Starts of paths that are on a machine with power.
        """
        names = dict(self._safe)
        for _touched, moved in self._moves[: chance.randint(0, len(self._moves)) if chance else 0]:
            _set(names, moved)
        for path in {*names, *self._now}:
            if path.startswith(tuple(whole)) and whole:
                names.pop(path, None)
                if path in self._now:
                    names[path] = self._now[path]
        found: dict[str, bytes | None] = {}
        for path, node in names.items():
            if self._is_reachable(path, names):
                is_whole = bool(whole) and path.startswith(tuple(whole))
                found[os.path.relpath(path, self.base)] = node.image(chance, whole=is_whole) if node else None
        return found

    def _is_reachable(self, path: str, names: Names) -> bool:
        """Whether every directory above it is there."""
        while path != self.base:
            path = str(Path(path).parent)
            if path not in names:
                return False
        return True


_GONE = Node()


def _set(names: Names, moved: Mapping[str, Node | None]) -> None:
    for path, node in moved.items():
        if node is _GONE:
            names.pop(path, None)
        else:
            names[path] = node


def write_image(image: Mapping[str, bytes | None], folder: Path) -> None:
    """Lay an image down as files."""
    for name, content in sorted(image.items()):
        path = folder / name
        if content is None:
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.write_bytes(content)
