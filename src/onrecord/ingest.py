"""The main path: sources in, records out. One report that fails never stops a run.

1. read: bytes to `Report` (`onrecord.read`), errors kept in their place;
2. annotate: `Report` to spaCy `Doc`, many at a time (`onrecord.annotate`);
3. claims: who says what (`onrecord.claims`);
4. incidents: what is told to have happened (`onrecord.incidents`);
5. attributions: who ties whom to which incident, from claims and incidents (`onrecord.incidents`);
6. record: everything found, and everything left out.
"""

from __future__ import annotations

import dataclasses
import functools
import gc
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import __version__
from onrecord.annotate import annotate
from onrecord.annotate.actors import Dictionary, load_dictionary
from onrecord.annotate.extensions import notes
from onrecord.annotate.nlp import load_pipeline, model_name
from onrecord.claims import find_claims, gate
from onrecord.classes import linear
from onrecord.encoder import Encoder, large, load_encoder
from onrecord.encoder import weights as shared
from onrecord.errors import OnrecordError, UsageError
from onrecord.incidents import fillers_net, find_attributions, find_incidents, wires
from onrecord.incidents.responsibility import net
from onrecord.lexicon import fingerprint
from onrecord.model import Engine, MadeBy, Record, Report
from onrecord.read import ReadOptions, expand, read_text
from onrecord.read.safely import reports_in, unexpected
from onrecord.settings import settings
from onrecord.weights import digest_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH_REPORTS = 32
"""Reports annotated at a time: the batch size of the pipeline, see `annotate/parsing.py`."""

BATCH_LENGTH = 400_000
"""Code points annotated at a time; bounds the memory of the Docs of one batch (about 1 kB a word)."""

NO_OPTIONS = ReadOptions()

_WEIGHTS = (*(shared.FOLDER, gate.FOLDER, fillers_net.FOLDER, wires.FOLDER, net.FOLDER, large.FOLDER, linear.FOLDER),)
"""Folders of everything trained that a record can depend on."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Models:
    """What reports are read with: the language pipeline, the encoder unless rules alone find claims, known actors."""

    nlp: Language
    encoder: Encoder | None
    actors: Dictionary
    made_by: MadeBy


def _models(model: str, engine: str, actors: str) -> _Models:
    nlp, chosen = load_pipeline(model), _engine(engine)
    encoder = load_encoder() if chosen is Engine.TAGGER else None
    weights = "" if encoder is None else digest_of(_WEIGHTS)
    known = load_dictionary(actors or settings().actors)
    _keep_loaded()
    # A user's dictionary decides records as our own word lists do.
    rules = "+".join(part for part in (fingerprint(), known.digest) if part)
    return _Models(nlp, encoder, known, MadeBy(__version__, model_name(nlp), rules, chosen, weights))


@functools.cache
def _keep_loaded() -> None:
    """Keep Python from looking for cycles among what is loaded, once: 2 to 3 % of the time on news (2026-11-23)."""
    gc.freeze()


def _engine(name: str) -> Engine:
    """Return the engine of that name, the one of the settings where it is empty.

    Raises:
        UsageError: there is no such engine.
    """
    name = name or settings().engine
    try:
        return Engine(name)
    except ValueError as error:
        raise UsageError(f"There is no engine {name!r}.", fix=f"Choose one of: {', '.join(Engine)}.") from error


def read_reports(
    paths: Iterable[str | Path],
    options: ReadOptions = NO_OPTIONS,
    *,
    model: str = "",
    engine: str = "",
    actors: str = "",
) -> Iterator[Record | OnrecordError]:
    """Read reports and return what each says.

    Args:
        paths: files, in order, each read once; "-" is standard input. A file can hold several reports.
        options: what is known of the reports and not in them, such as the day they were published.
        model: the language pipeline, where it is not the one of the settings.
        engine: what finds claims (`Engine`), where it is not the one of the settings.
        actors: file of actors that the user knows, where it is not the one of the settings.

    Yields:
        For every report its record, or the error that kept it from being read, in the order of the paths.

    Raises:
        MissingModel: the language model is not installed.
        BadWeights: the trained weights are missing or damaged, and the engine needs them.
        BadLexicon: a lexicon or the file of actors cannot be used.
    """
    found = (item for path in expand(str(p) for p in paths) for item in reports_in(path, options))
    yield from records_of(found, model=model, engine=engine, actors=actors)


def records_of(
    found: Iterable[Report | OnrecordError], *, model: str = "", engine: str = "", actors: str = ""
) -> Iterator[Record | OnrecordError]:
    """Return what each of the reports says that were read already.

    Args:
        found: reports, and the errors of those that could not be read, which pass through.
        model: the language pipeline, where it is not the one of the settings.
        engine: what finds claims (`Engine`), where it is not the one of the settings.
        actors: file of actors that the user knows, where it is not the one of the settings.

    Yields:
        For every report its record, or the error that kept it from being analysed, in their order.

    Raises:
        MissingModel: the language model is not installed.
        BadWeights: the trained weights are missing or damaged, and the engine needs them.
        BadLexicon: a lexicon or the file of actors cannot be used.
    """
    models = _models(model, engine, actors)
    for batch in _batches(found):
        yield from _records(batch, models)


def read_record(
    text: str,
    options: ReadOptions = NO_OPTIONS,
    *,
    source: str = "",
    model: str = "",
    engine: str = "",
    actors: str = "",
) -> Record:
    """Return the record of one report given as text.

    Args:
        text: the report; markup is not looked for.
        options: what is known of it and not in it.
        source: a name for it, which the record carries.
        model: the language pipeline, where it is not the one of the settings.
        engine: what finds claims (`Engine`), where it is not the one of the settings.
        actors: file of actors that the user knows, where it is not the one of the settings.

    Raises:
        OnrecordError: the text holds no words, or a stage failed on it.
    """
    report = dataclasses.replace(read_text(text, options=options), source=source)
    (item,) = _records([report], _models(model, engine, actors))
    if isinstance(item, OnrecordError):
        raise item
    return item


def made_by(model: str = "", engine: str = "", actors: str = "") -> MadeBy:
    """Return what records are made by now.

    Args:
        model: the language pipeline, where it is not the one of the settings.
        engine: what finds claims (`Engine`), where it is not the one of the settings.
        actors: file of actors that the user knows, where it is not the one of the settings.

    Raises:
        MissingModel: the language model is not installed.
        BadWeights: the trained weights are missing or damaged, and the engine needs them.
    """
    return _models(model, engine, actors).made_by


def _batches(found: Iterable[Report | OnrecordError]) -> Iterator[list[Report | OnrecordError]]:
    """Cut a stream into lists that the pipeline takes at once, errors in their places."""
    batch: list[Report | OnrecordError] = []
    length = 0
    for item in found:
        batch.append(item)
        length += len(item.text) if isinstance(item, Report) else 0
        if len(batch) >= BATCH_REPORTS or length >= BATCH_LENGTH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _records(batch: list[Report | OnrecordError], models: _Models) -> Iterator[Record | OnrecordError]:
    """Steps 2 to 6 for one batch, in its order."""
    docs = iter(_annotated([item for item in batch if isinstance(item, Report)], models))
    for item in batch:
        if isinstance(item, OnrecordError):
            yield item
            continue
        doc = next(docs)
        if isinstance(doc, OnrecordError):
            yield doc
            continue
        try:
            yield _record(doc, models)
        except Exception as error:  # noqa: BLE001 - one report must not end the run
            yield unexpected("analyse", item.source, error)


def _annotated(reports: list[Report], models: _Models) -> list[Doc | OnrecordError]:
    """Step 2: all at once; where that breaks, each alone, so that only the guilty report is lost."""
    try:
        return list(annotate(reports, models.nlp, models.encoder, models.actors))
    except Exception as error:  # noqa: BLE001 - as above
        if len(reports) == 1:
            return [unexpected("annotate", reports[0].source, error)]
    return [doc for report in reports for doc in _annotated([report], models)]


def _record(doc: Doc, models: _Models) -> Record:
    """Steps 3 to 6 for one report."""
    found = notes(doc)
    claims, no_claims = find_claims(doc)
    incidents, series, no_incidents = find_incidents(doc, claims)
    attributions, no_attributions = find_attributions(doc, claims, incidents)
    found.encoded = None  # it takes more memory than all else that is known of a report
    # What reading left out stands once in a record: with what the other stages left out.
    return Record(
        report=dataclasses.replace(found.report, skipped=()),
        made_by=models.made_by,
        entities=found.entities,
        times=found.times,
        places=found.places,
        claims=tuple(claims),
        incidents=tuple(incidents),
        attributions=tuple(attributions),
        series=tuple(series),
        skipped=(*found.report.skipped, *found.skipped, *no_claims, *no_incidents, *no_attributions),
    )
