"""Entry types of the lexicons that put sentences, incidents and actors into classes of others."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.lexicon.schema import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceWord(Entry):
    """Words by which a headline takes or avoids a side on what it tells.

    Attributes:
        words: the words, lower case.
        kind: "hedge", "hearsay", "report", "false", "deny", "negation", "real", "confirm", "ahead", "ask", "reader",
            "opener", "medium", "turn", "proof", "forecast", "step" (on the way to what is claimed), "outlet",
            "speaker", "tell" or "told" (counts in the claim).
    """

    words: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GtdCode(Entry):
    """A category of the Global Terrorism Database and what in an incident of ours stands for it.

    Attributes:
        part: "attack", "target" or "weapon".
        code: its number there.
        name: its name there.
        modes: modes of incidents that mean it.
        words: heads of noun phrases that mean it, for targets and weapons.
    """

    part: str
    code: int
    name: str
    modes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorWord(Entry):
    """Nouns and offices that say to which part of society somebody belongs.

    Attributes:
        sector: PLOVER's code ("GOV", "MIL", "COP"...).
        words: heads and phrases, lower case, singular; the last words of a description or title decide.
    """

    sector: str
    words: tuple[str, ...]
