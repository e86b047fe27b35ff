"""The front of read: a path, bytes or a text in, reports out; what cannot be read comes out as its error."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

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
from onrecord.read.packed import WARC_MARK, Ahead, Meter, Stream, Tape
from onrecord.read.page import declared, draft_page
from onrecord.read.paths import STDIN
from onrecord.read.pdf import ENCODING as PDF_ENCODING
from onrecord.read.pdf import draft_pdf
from onrecord.read.plain import draft_text
from onrecord.read.raw import hold
from onrecord.read.rows import read_json, read_rows, read_wide_rows
from onrecord.read.warc import Saved, read_warc
from onrecord.read.zipped import members, seekable

Item = Report | OnrecordError
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


def _no_folder(path: str) -> OnrecordError:
    return UnreadableInput("It is a folder.", fix="Put what is in it through `expand` first.", where=path)


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


@dataclass(frozen=True, slots=True)
class _Within:
    """Where a stream is: how many archives it is in, and what counts what they unpack to."""

    depth: int = 0
    meter: Meter = field(default_factory=Meter)

    def deeper(self) -> _Within:
        return _Within(self.depth + 1, self.meter)


def _read_stream(stream: Stream, name: str, options: ReadOptions, within: _Within | None = None) -> Iterator[Item]:
    head = stream.read(limits.SNIFF)
    packed = sniff.container(head)
    if packed in (sniff.GZIP, sniff.WARC, sniff.ZIP):
        within = within or _Within()
        if within.depth > limits.MAX_NESTED:
            raise UnreadableInput("Too many archives within archives.", fix="Unpack it first.", where=name or None)
        read = _read_zip if packed == sniff.ZIP else _read_tape
        yield from read(stream, head, name, options, within)
        return
    if packed == sniff.PDF:
        data = _whole(stream, head, name)
        yield from _finished(iter([_single(data, _source(data, name, sniff.PDF))]), name, options)
        return
    if not head.strip():  # white space as far as one looks: what it is stands further down, if anywhere
        head += stream.read(limits.MAX_BYTES + 1 - len(head))
    sniff.refuse_binary(head, name)
    beginning, encoding = decode(head)
    kind = sniff.media_type(beginning, name.removesuffix(".gz"), options.media_type)
    if kind == sniff.PDF:
        raise UnreadableInput(
            "It is no PDF file.", fix="Say nothing of its format, or the right one.", where=name or None
        )
    if kind == sniff.ROWS and not encoding.startswith(("utf-16", "utf-32")):
        yield from _finished(read_rows(stream, head, name), name, options)
        return
    data = _whole(stream, head, name)
    yield from _finished(_drafts(data, name, kind), name, options)


def _whole(stream: Stream, head: bytes, name: str) -> bytes:
    data = head + stream.read(limits.MAX_BYTES + 1 - len(head))
    if len(data) > limits.MAX_BYTES:
        raise OversizedInput(
            f"It is larger than {limits.MAX_BYTES // 1_000_000} MB.", fix="Give one report a file.", where=name or None
        )
    return data


def _source(data: bytes, name: str, kind: str) -> Source:
    digest = hashlib.sha256(data).hexdigest()
    hold(digest, data)
    return Source(name, kind, sha256=digest)


def _read_tape(stream: Stream, head: bytes, name: str, options: ReadOptions, within: _Within) -> Iterator[Item]:
    """Read a web archive, packed or not, or any other file packed with gzip."""
    tape = Tape(Ahead(head, stream), within.meter)
    beginning = tape.read(len(WARC_MARK))
    tape.back(beginning)
    if beginning == WARC_MARK:
        yield from _read_warc(tape, name, options)
    else:
        yield from _read_stream(tape, name, options, within.deeper())


def _read_warc(tape: Tape, name: str, options: ReadOptions, listed: frozenset[str] = frozenset()) -> Iterator[Item]:
    for saved in read_warc(tape, listed):
        if isinstance(saved, OnrecordError):
            saved.where = f"{name}#{saved.where}" if saved.where else name
            yield saved
            continue
        source = _source(saved.data, f"{name}#{saved.place}", saved.kind)
        yield from _finished(_drafted(saved, source), source.name, options)


def _drafted(saved: Saved, source: Source) -> Iterator[Drafted | OnrecordError]:
    """Return the draft of a page out of an archive: whatever goes wrong with it is the error of this page alone."""
    try:
        if saved.kind != sniff.PDF:
            sniff.refuse_binary(saved.data, source.name)
        draft, source = _single(saved.data, source, saved.charset)
    except OnrecordError as error:
        yield _placed(error, source.name)
        return
    facts = dataclasses.replace(draft.facts, url=saved.url or draft.facts.url, fetched=saved.fetched)
    yield dataclasses.replace(draft, facts=facts, skipped=(*draft.skipped, *saved.notes)), source


def _read_zip(stream: Stream, head: bytes, name: str, options: ReadOptions, within: _Within) -> Iterator[Item]:
    if isinstance(stream, io.BufferedIOBase) and stream.seekable() and not within.depth:
        stream.seek(0)
        yield from _read_members(cast("BinaryIO", stream), name, options, within)
        return
    with seekable(Ahead(head, stream)) as whole:
        yield from _read_members(whole, name, options, within)


def _read_members(whole: BinaryIO, name: str, options: ReadOptions, within: _Within) -> Iterator[Item]:
    for member in members(whole, within.meter):
        if isinstance(member, OnrecordError):
            member.where = f"{name}#{member.where}" if member.where else name
            yield member
            continue
        where = f"{name}#{member.name}"
        try:
            if member.listed:
                yield from _read_warc(Tape(member.stream, within.meter), where, options, member.listed)
            else:
                yield from _read_stream(member.stream, where, options, within.deeper())
        except OnrecordError as error:
            yield _placed(error, where)
            if within.meter.left < 0:
                return


def _drafts(data: bytes, name: str, kind: str) -> Iterator[Drafted | OnrecordError]:
    source = _source(data, name, kind)
    if kind == sniff.JSON:
        return read_json(data, source)
    if kind == sniff.FEED:
        return read_feed(data, source)
    if kind == sniff.ROWS:
        return read_wide_rows(data, name)
    return iter([_single(data, source)])


def _single(data: bytes, source: Source, charset: str = "") -> Drafted:
    """Return the draft of a file that holds one report; `charset` is what a header beside it says."""
    if source.media_type == sniff.PDF:
        return draft_pdf(data), dataclasses.replace(source, encoding=PDF_ENCODING)
    if source.media_type == sniff.MAIL:
        draft, encoding = draft_mail(data)
        return draft, dataclasses.replace(source, encoding=encoding)
    named = charset or (declared(data) if source.media_type == sniff.HTML else "")
    text, encoding = decode(data, named)
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
