"""What a user names, to files in order: folders are gone through, lists are read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.errors import MissingInput, OnrecordError, OversizedInput, UnreadableInput
from onrecord.read import limits
from onrecord.read.decode import decode
from onrecord.read.leftout import Tally, by_ending

STDIN = "-"
LIST = "@"
"""What stands before the name of a list file."""


def expand(paths: Iterable[str]) -> Iterator[str | OnrecordError]:
    """Return the files that paths stand for, each once, in order.

    A folder stands for the files in it and in its folders, in the order of their names; hidden files and files that are
    no reports by their ending are left out, which is said at its end. "@FILE" stands for the paths in a text file, one
    a line ("@-": on standard input); a file whose own name begins with "@" is given as "./@name".

    Args:
        paths: files, folders, lists, or "-" for standard input.

    Yields:
        A path, or an error in the place of what it concerns.
    """
    seen: set[str] = set()
    for given in paths:
        listed = _listed(given[1:]) if given.startswith(LIST) and len(given) > 1 else (given,)
        for path in listed:
            found = (path,) if isinstance(path, OnrecordError) else _files(path)
            for item in found:
                if isinstance(item, str):
                    if item in seen:
                        continue
                    seen.add(item)
                yield item


def _listed(name: str) -> Iterator[str | OnrecordError]:
    """Return the paths in a list file: one a line, or parted by zero bytes as `find -print0` does."""
    where = LIST + name
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(limits.MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(limits.MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is no path"
        fix = "Give @ and a text file with one path a line; a file that is called so itself is given as ./@name."
        yield MissingInput(f"The list cannot be read: {reason}.", fix=fix, where=where)
        return
    if len(data) > limits.MAX_BYTES:
        yield OversizedInput("The list is too long.", fix="Split it.", where=where)
        return
    zeros = b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    # Names of files are bytes: what is no UTF-8 in a list of `find` still is the name of a file.
    text = os.fsdecode(data.removeprefix(b"\xef\xbb\xbf")) if zeros or not _wide(data) else decode(data)[0]
    rows = text.split("\0") if zeros else text.splitlines()
    count = 0
    for row in rows:
        path = row if zeros else row.strip()
        if not path or (path.startswith("#") and not zeros):
            continue
        count += 1
        if count > limits.MAX_LISTED:
            yield OversizedInput(f"The list has more than {limits.MAX_LISTED:,} paths.", fix="Split it.", where=where)
            return
        yield path
    if not count:
        yield MissingInput("There is no path in the list.", fix="Write one path a line.", where=where)


def _wide(data: bytes) -> bool:
    return data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _files(path: str) -> Iterator[str | OnrecordError]:
    """Return a path itself, or the files in it where it is a folder."""
    try:
        folder = path != STDIN and Path(path).is_dir()
    except (OSError, ValueError):  # reading it will say what is wrong with it
        folder = False
    if not folder:
        yield path
        return
    tally, found = Tally(), False
    for item in _walk(path, tally):
        found = True
        yield item
    yield from tally.said(path)
    if not found and not tally.counts:
        yield UnreadableInput("The folder is empty.", fix="Give a folder with reports in it.", where=path)


def _walk(top: str, tally: Tally) -> Iterator[str | OnrecordError]:
    """Return the files below a folder; links to folders are not followed, so there is no way round in a circle."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda e: e.name)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            fix = "Change its permissions, or leave it out."
            yield UnreadableInput(f"The folder cannot be read: {reason}.", fix=fix, where=folder)
            continue
        pages = {e.name.rpartition(".")[0] for e in entries if e.name.lower().endswith((".html", ".htm"))}
        folders = []
        for entry in entries:
            reason = _left_out(entry, pages)
            if reason:
                tally.add(reason)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            else:
                yield entry.path
        waiting += reversed(folders)


def _left_out(entry: os.DirEntry[str], pages: set[str]) -> str:
    """Return why a file or folder is left out, or ""."""
    if entry.name.startswith("."):
        return "hidden files"
    try:
        if entry.is_dir(follow_symlinks=False):
            # A browser saves a page as "name.html" with its pictures and programs in "name_files".
            parts = entry.name.removesuffix("_files")
            return "folders with the parts of saved pages" if parts != entry.name and parts in pages else ""
        if entry.is_dir():
            return "links to folders"
        if not entry.is_file():
            return "things that are no files" if not entry.is_symlink() else "links that lead nowhere"
    except OSError:
        return "files that cannot be looked at"
    return by_ending(entry.name)
