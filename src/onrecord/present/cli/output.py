"""Where records, errors and progress go: records to standard output or a page, everything else to standard error."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.status import Status
from rich.text import Text

from onrecord.errors import LeftOut, OnrecordError, UsageError
from onrecord.model import Record
from onrecord.present.cli.render import draw
from onrecord.present.export.as_json import record_line
from onrecord.present.export.page import page_of
from onrecord.present.export.view import view_of
from onrecord.present.export.wording import visible


class Output:
    """Takes records and errors as they come; a context manager, so that progress and page end well.

    Args:
        total: how many reports there are, 0 where that is not known beforehand: folders, archives, lists.
        as_json: whether records go to standard output as JSON.
        page: file that the page is written to, "-" for standard output, "" for no page.
        quiet: whether progress and summary are left out.

    Raises:
        UsageError: page and JSON would both go to standard output, or the page's folder does not exist.
    """

    def __init__(self, *, total: int, as_json: bool = False, page: str = "", quiet: bool = False) -> None:
        """Check the page's place before anything is read."""
        if page == "-" and as_json:
            raise UsageError("JSON and page cannot both go to standard output.", fix="Give --html a file name.")
        if page and page != "-" and (not Path(page).parent.is_dir() or Path(page).is_dir()):
            raise UsageError(
                f"The page cannot be written to {page}.", fix="Give --html a file in a folder that exists."
            )
        self.as_json = as_json
        self.page = page
        self.quiet = quiet
        self.total = total
        self.taken = 0
        self.failed: list[OnrecordError] = []
        self.notes: list[LeftOut] = []
        self._records: list[Record] = []
        self._errors = Console(stderr=True, highlight=False)
        self._status = Status("Reading…", console=self._errors) if self._errors.is_terminal and not quiet else None

    @property
    def exit_code(self) -> int:
        """Return 0, or what the gravest error asks for."""
        return max((e.exit_code for e in self.failed), default=0)

    def __enter__(self) -> Self:
        """Begin to show progress."""
        if self._status:
            self._status.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> bool:
        """End the progress, write the page, sum up. A reader who closed the pipe has what he wanted."""
        if self._status:
            self._status.stop()
        if kind is None:
            try:
                self._finish()
            except BrokenPipeError:
                kind = BrokenPipeError
        if kind is not None and issubclass(kind, BrokenPipeError):
            drop_stdout()
            return True
        return False

    def take(self, item: Record | OnrecordError) -> None:
        """Show a record, or say why a report has none; what was left out since it is no report is said at the end."""
        if isinstance(item, LeftOut):
            self.notes.append(item)
            return
        self.taken += 1
        with self._paused():
            if isinstance(item, OnrecordError):
                self.failed.append(item)
                complain(item)
                return
            if self.page:
                self._records.append(item)
            if self.as_json:
                write_out(record_line(item))
            elif not self.page:
                self._show(item)

    @contextlib.contextmanager
    def _paused(self) -> Iterator[None]:
        """Take the progress line away while something is written, then say how far it is."""
        if self._status:
            self._status.stop()
        yield
        if self._status:
            failed = f", {len(self.failed)} not" if self.failed else ""
            of = f" of {max(self.total, self.taken)}" if self.total else ""
            self._status.update(f"{self.taken - len(self.failed)}{of} read{failed}")
            self._status.start()

    def _show(self, record: Record) -> None:
        """Draw a record on the screen, a blank line between two; no padding goes into a pipe."""
        screen = Console(highlight=False)
        with screen.capture() as drawn:
            draw(screen, view_of(record))
        lines = drawn.get().split("\n")
        between = "\n\n" if self.taken - len(self.failed) > 1 else ""
        write_out(between + "\n".join(line.rstrip() for line in lines))

    def _finish(self) -> None:
        if self.page and self._records:
            text = page_of(self._records)
            if self.page == "-":
                write_out(text)
            else:
                self._save(text)
        if not self.quiet:
            for note in self.notes:
                remark(note)
        if self.total != 1 and not self.quiet:
            names = ", ".join(visible(e.where or "?") for e in self.failed)
            read = self.taken - len(self.failed)
            failed = f" {len(self.failed)} not read: {names}." if self.failed else ""
            self._errors.print(Text(f"{read} read.{failed}"), soft_wrap=True)

    def _save(self, text: str) -> None:
        try:
            Path(self.page).write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            reason = error.strerror or str(error)
            message = f"The page could not be written: {reason}."
            raise UsageError(message, fix="Give --html a file that can be written.", where=self.page) from error
        if not self.quiet:
            self._errors.print(Text(f"Wrote {visible(self.page)}."), soft_wrap=True)


def complain(error: OnrecordError) -> None:
    """Print message, then fix, on standard error."""
    place = f"{visible(error.where)}: " if error.where else ""
    console = Console(stderr=True, highlight=False)
    console.print(Text.assemble(("error: ", "bold red"), f"{place}{visible(error.message)}"), soft_wrap=True)
    console.print(Text.assemble(("  fix: ", "bold"), visible(error.fix)), soft_wrap=True)


def remark(note: LeftOut) -> None:
    """Print on standard error what was left out; it is no fault, so nothing has to be done."""
    place = f"{visible(note.where)}: " if note.where else ""
    Console(stderr=True, highlight=False).print(Text(f"{place}{visible(note.message)}", "dim"), soft_wrap=True)


def write_out(text: str) -> None:
    """Write to standard output as UTF-8, whatever the locale says, and at once."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.encoding.lower() != "utf-8":
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text)
    sys.stdout.flush()


def drop_stdout() -> None:
    """Send what is left to nowhere, so that the interpreter does not complain when it closes."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
