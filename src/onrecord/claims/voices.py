"""Where a chain begins: the voice of the segment, and before it whoever retells that voice."""

from __future__ import annotations

from onrecord.model import Certainty, Hop, HopKind, Report, Segment, SegmentKind, SourceKind, SourceRef, Span, VoiceKind

_OWN = frozenset({SegmentKind.HEADLINE, SegmentKind.COMMENTARY, SegmentKind.INTRODUCTION})


def narrator(report: Report, segment: Segment | None) -> SourceRef:
    """Return the voice of a segment as a source; without a voice of its own, the outlet that published the report."""
    voice = segment.voice if segment is not None else None
    if voice is None or voice.kind is VoiceKind.UNKNOWN or not voice.name:
        return SourceRef(SourceKind.NARRATOR, report.outlet)
    return SourceRef(SourceKind.NARRATOR, voice.name)


def opening(report: Report, segment: Segment | None, certainty: Certainty) -> tuple[Hop, ...]:
    """Return the first hops of every chain in a segment.

    One where the report speaks there itself. Two where somebody retells another's words: a blogger who quotes a
    newspaper is the narrator, and the newspaper is cited.

    Args:
        report: the report.
        segment: where the claim stands, None outside all of them.
        certainty: how surely that voice says that it was said.
    """
    voice = narrator(report, segment)
    curator = _curator(report, segment)
    if curator is None:
        return (Hop(HopKind.NARRATED, voice, (), certainty),)
    introduced = _introduced(report, segment)
    return (Hop(HopKind.NARRATED, curator), Hop(HopKind.CITED, voice, introduced, certainty))


def _curator(report: Report, segment: Segment | None) -> SourceRef | None:
    """Return the author who retells the voice of the segment, None where nobody does."""
    if segment is None or segment.kind in _OWN or segment.voice.kind is VoiceKind.UNKNOWN:
        return None
    for other in report.segments:
        if other.kind in _OWN and other.voice.kind is VoiceKind.AUTHOR and other.voice.name:
            same = other.voice.name == segment.voice.name
            return None if same else SourceRef(SourceKind.NARRATOR, other.voice.name)
    return None


def _introduced(report: Report, segment: Segment | None) -> tuple[Span, ...]:
    """Return the words that introduce the segment's voice ("A. Writer reports in the Paper:")."""
    names = segment.voice.name if segment is not None else ""
    before = [
        s.span for s in report.segments if s.kind is SegmentKind.INTRODUCTION and names in s.span.words(report.text)
    ]
    return tuple(before[-1:])
