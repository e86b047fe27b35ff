"""The front of read: a path, bytes or a text in, reports out; what cannot be read comes out as its error."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import MissingInput, OnrecordError, OversizedInput, UnreadableInput
from onrecord.model import Report
from onrecord.read import limits, sniff
from onrecord.read.decode import decode, notes
from onrecord.read.draft import Draft, Drafted, Source
from onrecord.read.feed import read_feed
from onrecord.read.finish import finish
from onrecord.read.mail import draft_mail
from onrecord.read.markdown import draft_markdown
from onrecord.read.options import ReadOptions
from onrecord.read.page import declared, draft_page
from onrecord.read.plain import draft_text
from onrecord.read.rows import read_json, read_rows, read_wide_rows

Item = Report | OnrecordError
STDIN = "-"
_NO_OPTIONS = ReadOptions()


def read_text(text: str, *, options: ReadOptions = _NO_OPTIONS) -> Report:
    """Return the report of a text that is already in memory.

    The text is kept; only CR LF, the line breaks of hard-wrapped prose and lone surrogates change.

    Args:
        text: plain text.
        options: what the text does not say itself.

    Raises:
        BadInput: there are no words in it, or it is too long.
    """
    source = Source(sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
    return finish(draft_text(text), source, options)


def read_path(path: str, *, options: ReadOptions = _NO_OPTIONS) -> Iterator[Item]:
    """Return the reports of a file, in order; a feed or a JSON-lines file gives several.

    Nothing is raised: what cannot be read comes out as its error, and the rest is still read.

    Args:
        path: a file, or "-" for standard input.
        options: what the input does not say itself.
    """
    try:
        if path == STDIN:
            yield from _read_stream(sys.stdin.buffer, "-", options)
            return
        with _opened(path) as stream:
            yield from _read_stream(stream, path, options)
    except OnrecordError as error:
        yield _placed(error, path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield UnreadableInput(f"It cannot be read: {reason}.", fix="Check the file and its permissions.", where=path)


def read_bytes(data: bytes, name: str = "", *, options: ReadOptions = _NO_OPTIONS) -> Iterator[Item]:
    """Return the reports in bytes that are already in memory; the same as `read_path` otherwise.

    Args:
        data: the bytes of a file.
        name: what to call it; its ending helps where the bytes leave the format open.
        options: what the input does not say itself.
    """
    try:
        yield from _read_stream(io.BytesIO(data), name, options)
    except OnrecordError as error:
        yield _placed(error, name)


def expand(paths: Iterable[str]) -> Iterator[str | OnrecordError]:
    """Return the paths that are files or standard input, each once, in order; a folder gives an error with its fix."""
    for path in dict.fromkeys(paths):
        yield _no_folder(path) if path != STDIN and Path(path).is_dir() else path


def _no_folder(path: str) -> OnrecordError:
    return UnreadableInput("It is a folder.", fix=f"Give files; for example {path.rstrip('/')}/*.txt.", where=path)


def _opened(path: str) -> BinaryIO:
    try:
        found = Path(path)
        if found.is_dir():
            raise _no_folder(path)
        return found.open("rb")
    except FileNotFoundError:
        message = "There is no such file."
    except PermissionError:
        raise UnreadableInput(
            "There is no permission to read it.", fix="Change its permissions, or copy it.", where=path
        ) from None
    except ValueError:  # a zero byte in the path
        message = "That is no path."
    raise MissingInput(message, fix="Check the path, or give - to read standard input.", where=path)


def _read_stream(stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Item]:
    head = stream.read(limits.SNIFF)
    if not head.strip():  # white space as far as one looks: what it is stands further down, if anywhere
        head += stream.read(limits.MAX_BYTES + 1 - len(head))
    sniff.refuse_binary(head, name)
    beginning, encoding = decode(head)
    kind = sniff.media_type(beginning, name, options.media_type)
    if kind == sniff.ROWS and not encoding.startswith(("utf-16", "utf-32")):
        yield from _finished(read_rows(stream, head, name), name, options)
        return
    data = head + stream.read(limits.MAX_BYTES + 1 - len(head))
    if len(data) > limits.MAX_BYTES:
        raise OversizedInput(
            f"It is larger than {limits.MAX_BYTES // 1_000_000} MB.", fix="Give one report a file.", where=name or None
        )
    yield from _finished(_drafts(data, name, kind), name, options)


def _drafts(data: bytes, name: str, kind: str) -> Iterator[Drafted | OnrecordError]:
    source = Source(name, kind, sha256=hashlib.sha256(data).hexdigest())
    if kind == sniff.JSON:
        return read_json(data, source)
    if kind == sniff.FEED:
        return read_feed(data, source)
    if kind == sniff.ROWS:
        return read_wide_rows(data, name)
    return iter([_single(data, source)])


def _single(data: bytes, source: Source) -> Drafted:
    if source.media_type == sniff.MAIL:
        draft, encoding = draft_mail(data)
        return draft, dataclasses.replace(source, encoding=encoding)
    text, encoding = decode(data, declared(data) if source.media_type == sniff.HTML else "")
    draft = _TEXTUAL[source.media_type](text)
    draft = dataclasses.replace(draft, skipped=(*draft.skipped, *notes(data, text, encoding)))
    return draft, dataclasses.replace(source, encoding=encoding)


_TEXTUAL: dict[str, Callable[[str], Draft]] = {
    sniff.TEXT: draft_text,
    sniff.MARKDOWN: draft_markdown,
    sniff.HTML: draft_page,
}


def _finished(drafts: Iterator[Drafted | OnrecordError], name: str, options: ReadOptions) -> Iterator[Item]:
    for item in drafts:
        if isinstance(item, OnrecordError):
            yield item
            continue
        draft, source = item
        try:
            yield finish(draft, source, options)
        except OnrecordError as error:
            yield _placed(error, source.name or name)


def _placed(error: OnrecordError, where: str) -> OnrecordError:
    """Return the error with the place it was found in, where it has none yet."""
    error.where = error.where or where or None
    return error
