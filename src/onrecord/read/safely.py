"""Reading that never ends a run: whatever goes wrong with a path is an error of that path alone."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import OnrecordError
from onrecord.model import Report
from onrecord.read.load import read_path
from onrecord.read.options import ReadOptions

NO_OPTIONS = ReadOptions()


def reports_in(path: str | OnrecordError, options: ReadOptions = NO_OPTIONS) -> Iterator[Report | OnrecordError]:
    """Return the reports of a path; what a reader raises unexpectedly is an error of this path alone.

    Args:
        path: one of those that `expand` gave; an error passes through.
        options: what is known of the reports and not in them.
    """
    if isinstance(path, OnrecordError):
        yield path
        return
    try:
        yield from read_path(path, options=options)
    except OnrecordError as error:
        error.where = error.where or path
        yield error
    except Exception as error:  # noqa: BLE001 - a reader that breaks on one file must not end the run
        yield unexpected("read", path, error)


def unexpected(stage: str, source: str, error: Exception) -> OnrecordError:
    """Return what a stage raised and should not have as an error that names the report.

    Args:
        stage: what was being done to the report, as a verb.
        source: path or name of the report.
        error: what was raised.

    Raises:
        OnrecordError: a stage raised one itself: a lexicon or the model is at fault, so every report would fail.
    """
    if isinstance(error, OnrecordError):
        raise error
    kind = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    wrapped = OnrecordError(
        f"onrecord could not {stage} this report ({kind}).",
        fix="This is a fault of onrecord: please report it with the file, or the part of it that can be shared.",
        where=source or None,
    )
    wrapped.__cause__ = error
    return wrapped
