"""PDF: words with their places out of the file, within bounds; `layout.py` makes paragraphs of them."""

from __future__ import annotations

import contextlib
import io
import logging
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import LockedInput, OnrecordError, OversizedInput, UnreadableInput
from onrecord.model import Skipped
from onrecord.read import limits
from onrecord.read.dates import iso
from onrecord.read.draft import Draft, Facts
from onrecord.read.layout import Piece, lay_out

ENCODING = "pdf"
"""What `Report.encoding` says of a PDF: its letters are in its fonts, so no offset leads back into the file."""

_SIZE = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?")
_STRANGE = re.compile("[\x00-\x08\x0b-\x1f\ufffd\ue000-\uf8ff]|\\(cid:\\d+\\)")
_FORM = 2_000
"""Steps that a form of unknown length counts for."""

_BYTES = 50
"""Bytes of a page's program that count for a step even where they draw nothing."""

_FIX_DAMAGED = "Open it in a PDF viewer, print it to a new PDF file, and give that; or save its text as a text file."


class _TooMuchError(Exception):
    """The file asks for more steps than are given to one."""


@dataclass(slots=True)
class _Budget:
    """What may still be spent on a file; counted and not timed, so that the same file always ends the same way."""

    steps: int = field(default_factory=lambda: limits.MAX_PDF_STEPS)
    letters: int = field(default_factory=lambda: limits.MAX_TEXT)
    objects: Any = None
    costs: dict[str, int] = field(default_factory=dict)

    def turn(self, page: Any) -> None:
        """Begin a page, whose names mean other things than those of the page before."""
        self.costs = {}
        try:
            self.objects = page["/Resources"]["/XObject"]
        except Exception:  # noqa: BLE001 - most pages have none, some cannot say
            self.objects = {}

    def step(self, operator: Any, operands: Any, *_: Any) -> None:
        """Spend what one operator of a page costs."""
        self.spend(self._drawn(str(operands[0])) if operator == b"Do" and operands else 1)

    def _drawn(self, name: str) -> int:
        """Return what it costs to draw an object: a picture is passed over, a form is gone through."""
        if name not in self.costs:
            try:
                found = self.objects[name].get_object()
                picture = found.get("/Subtype") == "/Image"
                self.costs[name] = 1 if picture else 1 + len(found.get_data()) // _BYTES
            except Exception:  # noqa: BLE001 - a form within a form has names of its own
                self.costs[name] = _FORM
        return self.costs[name]

    def spend(self, steps: int) -> None:
        """Take so many steps.

        Raises:
            _TooMuchError: they are used up.
        """
        self.steps -= steps
        if self.steps < 0:
            raise _TooMuchError

    def write(self, letters: int) -> None:
        """Take in so many letters.

        Raises:
            _TooMuchError: no report has as many.
        """
        self.letters -= letters
        if self.letters < 0:
            raise _TooMuchError


def draft_pdf(data: bytes) -> Draft:
    """Return the draft of a PDF file.

    Raises:
        LockedInput: it opens with a password only.
        OversizedInput: it has too many pages, or asks for too much work.
        UnreadableInput: it is damaged, or its pages are pictures without text.
    """
    from pypdf import apply_configuration  # noqa: PLC0415 - a tenth of a second, and only PDF files need it

    with _silent(), apply_configuration(**_BOUNDS):
        try:
            return _draft(data)
        except OnrecordError:
            raise
        except _TooMuchError:
            raise OversizedInput(
                "This PDF asks for more work than a report can be worth.",
                fix="Print the pages that matter to a new PDF file, or save its text as a text file.",
            ) from None
        except Exception as error:  # whatever a file does to its parser, the user gets one clear error
            if type(error).__name__ == "DependencyError":
                raise _locked() from None
            raise UnreadableInput(f"The PDF is damaged ({type(error).__name__}).", fix=_FIX_DAMAGED) from error


_BOUNDS: dict[str, Any] = {
    "zlib_maximum_output_length": limits.MAX_PDF_STREAM,
    "lzw_maximum_output_length": limits.MAX_PDF_STREAM,
    "run_length_maximum_output_length": limits.MAX_PDF_STREAM,
    "array_based_stream_maximum_output_length": limits.MAX_PDF_STREAM,
    "stream_decoding_work_maximum_length": 4 * limits.MAX_PDF_STREAM,
    "zlib_maximum_recovery_input_length": 1_000_000,
    "page_tree_maximum_entries": 20 * limits.MAX_PAGES,
    "xform_maximum_invocations_per_extraction": 500,
}


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """Keep the library's remarks on odd files off the user's screen."""
    logger = logging.getLogger("pypdf")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _locked() -> LockedInput:
    return LockedInput(
        "This PDF is locked.", fix="Open it with its password and print it to a new PDF file, or `qpdf --decrypt` it."
    )


def _draft(data: bytes) -> Draft:
    from pypdf import PdfReader  # noqa: PLC0415 - as above

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise _locked()
    count = len(reader.pages)
    if count > limits.MAX_PAGES:
        raise OversizedInput(
            f"It has more than {limits.MAX_PAGES} pages.", fix="Print the pages that matter to a new PDF file."
        )
    budget = _Budget()
    pages: list[list[Piece]] = []
    broken = 0
    for number in range(count):
        try:
            pages.append(_pieces(reader.pages[number], budget))
        except _TooMuchError:
            raise
        except Exception:  # noqa: BLE001 - one bad page must not cost the others
            pages.append([])
            broken += 1
    _check(pages, broken)
    laid = lay_out(pages)
    facts = Facts(title=laid.title, fetched=_made(reader))
    return Draft(laid.text, (), laid.marks, facts, (*_notes(pages, broken), *laid.skipped))


def _pieces(page: Any, budget: _Budget) -> list[Piece]:
    """Return the words of a page with their places, turned text left out."""
    contents = page.get_contents()
    if contents is None:
        return []
    budget.spend(len(contents.get_data()) // _BYTES)
    budget.turn(page)
    out: list[Piece] = []

    def take(words: str, outer: Any, inner: Any, _font: Any, size: Any) -> None:
        if not words.strip():
            return
        budget.write(len(words))
        x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = math.hypot(inner[2], inner[3]) * math.hypot(outer[2], outer[3])
        height = abs(float(size) * scale) or 10.0
        if not all(map(math.isfinite, (x, y, height))):
            return
        for row, line in enumerate(words.strip("\n").split("\n")):
            if line.strip():
                out.append(Piece(float(x), float(y) - 1.2 * height * row, height, line))

    page.extract_text(orientations=(0,), visitor_operand_before=budget.step, visitor_text=take)
    return out


def _check(pages: list[list[Piece]], broken: int) -> None:
    words = "".join(p.words for page in pages for p in page)
    if not words.strip():
        if broken:
            raise UnreadableInput("No page of this PDF can be read.", fix=_FIX_DAMAGED)
        raise UnreadableInput(
            "The pages of this PDF are pictures: there is no text in it.",
            fix="Let a program recognise the text, such as `ocrmypdf scan.pdf text.pdf`, and give its result.",
        )
    if sum(len(m) for m in _STRANGE.findall(words)) > 0.2 * len(words):
        raise UnreadableInput(
            "The letters of this PDF cannot be told: its fonts do not say which they are.",
            fix="Let a program recognise the text, such as `ocrmypdf --force-ocr in.pdf out.pdf`, and give its result.",
        )


def _notes(pages: list[list[Piece]], broken: int) -> Iterator[Skipped]:
    if broken:
        yield Skipped("read", f"{broken} of {len(pages)} pages damaged: not read")
    empty = sum(not page for page in pages) - broken
    if empty:
        yield Skipped("read", f"{empty} of {len(pages)} pages without text: empty, or pictures")


def _made(reader: Any) -> str:
    """Return the day and time at which the file says it was made, or ""."""
    try:
        found = _SIZE.match(str((reader.metadata or {}).get("/CreationDate") or ""))
    except Exception:  # noqa: BLE001 - a damaged remark is no remark
        return ""
    if not found:
        return ""
    year, month, day, *clock = found.groups()
    date = f"{year}-{month}-{day}"
    return iso(f"{date}T{clock[0]}:{clock[1]}:{clock[2] or '00'}") if clock[0] else iso(date)
