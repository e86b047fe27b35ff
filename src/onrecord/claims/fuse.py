"""Rules and tagger together: which claims stand, and in whose words.

The rules know where a phrase ends and what lies inside another claim; the tagger knows which cues people mark and
what belongs to them where the parse is wrong or the lexicon silent. A claim keeps both opinions in its reasons.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from spacy.tokens import Doc, Token

from onrecord.annotate.columns import columns
from onrecord.annotate.extensions import Quote, notes
from onrecord.claims import limits
from onrecord.claims.candidate import Found
from onrecord.claims.chain import parents
from onrecord.claims.content import QuoteIndex, spans_of, subtract, widen
from onrecord.claims.rules import build, cues, is_known, readings
from onrecord.claims.tagger import Links, Tagged
from onrecord.encoder.arrays import Floats
from onrecord.model import Act, Skipped, Span, Spans, merge

_NAMES = frozenset({"NOUN", "PROPN", "PRON"})
_INSIDE_NAMES = frozenset({"compound", "amod", "det", "nummod"})
_HEARSAY = frozenset({"adjective"})  # "alleged": people who mark claims pass it by, a reader must not
_POS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adj"}
_HEADS = 3
_ROLES = ("source", "content")
Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Option:
    """Words that a source or content could have.

    Attributes:
        spans: the words.
        trust: log-odds given ahead.
        by: whose they are, for the reasons.
    """

    spans: Spans
    trust: float
    by: str


def _accuses(item: Found) -> bool:
    """Say whether somebody is named as accusing ("holds them responsible"), which those who mark claims pass by."""
    return item.entry is not None and item.entry.act == Act.ACCUSE and bool(item.source) and bool(item.content)


def _tells(tokens: Sequence[Token]) -> bool:
    """Say whether words can be a cue: a verb, a word of the lexicon whatever its part of speech, or "were worried".

    The tagger is sure of nouns where it has seen no such text: in capitals, of courts ("a bomb", "their departments");
    and an article, a "today" or an "about" alone is a piece torn off a longer cue, as is "in two earlier opinions".
    """
    kinds = {t.pos_ for t in tokens}
    if "VERB" in kinds or kinds >= {"AUX", "ADJ"}:
        return True
    return tokens[0].pos_ != "ADP" and any(is_known(t) for t in tokens)


class Fusion:
    """Works on one report."""

    def __init__(self, doc: Doc, tagged: Tagged) -> None:
        """Prepare what is looked up often."""
        self.doc, self.text = doc, notes(doc).report.text
        self.tagged = tagged
        self.quotes = QuoteIndex(notes(doc).quotes)
        self._all, self._starts = list(doc), columns(doc).starts
        cut = (self.text[a:b] for a, b in zip(tagged.starts.tolist(), tagged.ends.tolist(), strict=True))
        self._words = np.array([piece.isalnum() or any(map(str.isalnum, piece)) for piece in cut], dtype=bool)

    def judge(self, found: Sequence[Found]) -> tuple[list[Found], list[Found], tuple[Skipped, ...]]:
        """Return the candidates of the rules that stand, what only the tagger sees, and what was left out.

        A candidate inside another one's content, or inside a quotation, is the rules' business alone: the tagger was
        trained on outermost claims.
        """
        of = parents(found)
        marked = self.tagged.cues(limits.TAGGER_ADDS)
        owner = {piece: n for n, cue in enumerate(marked) for piece in cue}
        seen: set[int] = set()
        kept: list[Found] = []
        skipped: list[Skipped] = []
        for i, item in enumerate(found):
            pieces = self.tagged.pieces(item.cue)
            mine = sorted({owner[p] for p in pieces if p in owner})
            seen.update(mine)
            chance = self.tagged.cue_chance(pieces)
            if not pieces or of[i] >= 0 or self.quotes.at(item.cue[0].start) >= 0:
                kept.append(item)
            elif chance < limits.TAGGER_VETO and item.rule not in _HEARSAY and not _accuses(item):
                why = f"a claim to the rules ({item.rule}), none to the tagger ({chance:.2f})"
                skipped.append(Skipped("claims", why, item.cue[0]))
            else:
                kept.append(self._revised(item, marked[mine[0]] if mine else pieces, chance))
        new = [self._new(cue) for n, cue in enumerate(marked) if n not in seen]
        return kept, [item for item in new if item is not None], tuple(skipped)

    def _revised(self, item: Found, cue: list[int], chance: float) -> Found:
        """Return a candidate of the rules in the words that rules and tagger together prefer."""
        links = self.tagged.links(cue)
        out = replace(item, note=f"tagger {chance:.2f}")
        words = self._cue_words(item.cue, cue)
        others: list[Found] | None = None
        for role, odds in enumerate((links.source, links.content)):
            own = item.source if role == 0 else item.content
            if self._agrees(own, links, odds):
                continue
            tagged = self._own(links, odds, words, role, out)
            if tagged == own:
                continue
            if others is None:
                others = self._readings([self.doc[item.cue_head]])
            options = [Option(own, limits.TRUST_CHOSEN[role], "")]
            options += [
                Option(o.source if role == 0 else o.content, limits.TRUST_READING[role], "another reading")
                for o in others
            ]
            options += self._tagged(tagged, words, role, out)
            out = self._with(out, role, self._best(options, links, odds))
        return replace(out, cue=words)

    def _agrees(self, own: Spans, links: Links, odds: Floats) -> bool:
        """Say whether the wordpieces that are likelier than not are just those of the words; most often they are."""
        first, size = links.first, len(odds)
        inside = self._words[first : first + size]
        mine = np.zeros(size, dtype=bool)
        for span in own:
            a, b = self.tagged.bounds(span)
            mine[max(a - first, 0) : max(b - first, 0)] = True
        return bool(((odds > 0) == mine)[inside].all())

    def _new(self, cue: list[int]) -> Found | None:
        """Return a candidate for a cue that only the tagger sees; None where it has no content."""
        tokens = self._tokens(cue)
        head = next((t for t in tokens if t.head not in tokens or t.head is t), tokens[0]) if tokens else None
        if head is None or not _tells(tokens):
            return None
        chance = self.tagged.cue_chance(cue)
        links = self.tagged.links(cue)
        others = self._readings(tokens)
        words = spans_of(self.doc, self.text, ((tokens[0].i, tokens[-1].i + 1),))
        out = Found("tagger", "", head.i, words, -1, (), (), (), note=f"tagger {chance:.2f}, the rules see no claim")
        out = replace(out, entry=cues().get((_POS.get(head.pos_, ""), head.lemma_.lower())))
        for role, odds in enumerate((links.source, links.content)):
            options = [
                Option(o.source if role == 0 else o.content, limits.TRUST_READING[role], "the reading of its parse")
                for o in others
            ]
            options += self._tagged(self._own(links, odds, words, role, out), words, role, out)
            out = self._with(out, role, self._best(options, links, odds))
        # Without a source it is mostly no claim: "was put", "been heard of".
        return out if out.content and out.source and words else None

    def _readings(self, tokens: Iterable[Token]) -> list[Found]:
        return [build(self.text, token, reading, None) for token in tokens for reading in readings(token)]

    def _cue_words(self, rules: Spans, cue: list[int]) -> Spans:
        """Return the words of a cue: those of the rules, or those that the tagger marks where they are likelier."""
        tokens = self._tokens(cue)
        if not tokens:
            return rules
        own = spans_of(self.doc, self.text, ((tokens[0].i, tokens[-1].i + 1),))
        if not own or own == rules:
            return rules
        chance = 1 - self.tagged.tags[:, 0]
        sums = [float((chance[self.tagged.pieces(spans)] - 0.5).sum()) for spans in (rules, own)]
        return own if sums[1] > sums[0] + limits.TRUST_CUE else rules

    def _best(self, options: Sequence[Option], links: Links, odds: Floats) -> Option:
        """Return the option with the highest log-odds over its words; the first of equals."""
        first, size = links.first, len(odds)
        held = np.clip(odds, -limits.MOST_LOG_ODDS, limits.MOST_LOG_ODDS) * self._words[first : first + size]
        sums = [0.0, *np.cumsum(held, dtype=np.float64).tolist()]
        known: dict[Spans, float] = {}
        for option in options:
            if option.spans not in known:
                known[option.spans] = sum(self._sum(span, sums, first) for span in option.spans)
        return max(options, key=lambda o: known[o.spans] + o.trust, default=Option((), 0.0, ""))

    def _sum(self, span: Span, sums: Sequence[float], first: int) -> float:
        """Return the sum over a span as far as the window goes."""
        a, b = (min(max(i - first, 0), len(sums) - 1) for i in self.tagged.bounds(span))
        return sums[b] - sums[a]

    def _with(self, item: Found, role: int, best: Option) -> Found:
        """Return the candidate with chosen words as its source or content."""
        own = item.source if role == 0 else item.content
        if best.spans == own:
            return item
        note = f"{item.note}; {_ROLES[role]} by {best.by}" if best.by else item.note
        tokens = [t for span in best.spans for t in self._inside(span)]
        mine = {t.i for t in tokens}
        roots = [t for t in tokens if (t.head.i not in mine or t.head is t) and not t.is_punct and not t.is_space]
        if role == 0:
            named = [t for t in roots if t.pos_ in _NAMES] or roots
            return replace(item, source=best.spans, source_head=named[0].i if named else -1, note=note)
        heads = tuple(t.i for t in roots[:_HEADS])
        return replace(item, content=best.spans, content_heads=heads, note=note)

    def _tagged(self, own: Spans, cue: Spans, role: int, item: Found) -> list[Option]:
        """Return the tagger's own words for a role, and the phrases of the parse that they may stand for."""
        if role == 0 and own and not any(t.pos_ in _NAMES for s in own for t in self._inside(s)):
            return []  # a mere article
        out = [Option(own, 0.0, "the tagger")]
        taken = self._taken(cue, role, item)
        cuts = [(t[0].i, t[-1].i + 1) for t in map(self._inside, taken) if t]
        for span in own:
            inside = self._inside(span)
            mine = {t.i for t in inside}
            roots = [t for t in inside if t.head.i not in mine or t.head == t]
            for root in [t for t in roots if not t.is_punct and not t.is_space][:_HEADS]:
                top = root.head if root.dep_ in _INSIDE_NAMES else root
                first, last = top.left_edge.i, top.right_edge.i + 1
                phrase = spans_of(self.doc, self.text, subtract([(first, last)], cuts))
                others = tuple(s for s in own if s != span)
                words = merge(self.text, [*others, *phrase])
                words = self._whole_quotes(words, taken) if role == 1 else words
                out.append(Option(words, limits.TRUST_PHRASE[role], "the tagger"))
        return out

    @staticmethod
    def _taken(cue: Spans, role: int, item: Found) -> list[Span]:
        return [*cue, *(item.source if role == 1 else ())]

    def _own(self, links: Links, odds: Floats, cue: Spans, role: int, item: Found) -> Spans:
        """Return the words that the tagger itself gives to a role."""
        taken = self._taken(cue, role, item)
        cuts = tuple((t[0].i, t[-1].i + 1) for t in (self._inside(s) for s in taken) if t)
        chosen = [links.first + int(i) for i in np.flatnonzero(odds > 0) if self._words[links.first + int(i)]]
        runs: list[list[int]] = []
        for token in self._tokens(chosen):
            if runs and (runs[-1][1] == token.i or self._close(runs[-1][1], token.i, cuts)):
                runs[-1][1] = token.i + 1
            elif token.tag_ != "POS":  # "'s" begins no phrase
                runs.append([token.i, token.i + 1])
        if len(runs) > 1:
            best = max(runs, key=lambda run: self._worth(run, links, odds))
            runs = [best] if role == 0 else [run for run in runs if not self._is_stray(run, best)]
        spans = spans_of(self.doc, self.text, subtract([(a, b) for a, b in runs], cuts))
        return self._whole_quotes(spans, taken) if role == 1 else spans

    def _worth(self, run: Sequence[int], links: Links, odds: Floats) -> float:
        """Return the sum of the log-odds that speak for a run of tokens."""
        last = self._all[run[1] - 1]
        a, b = self.tagged.bounds(Span(self._starts[run[0]], last.idx + len(last)))
        return float(odds[max(a - links.first, 0) : max(b - links.first, 0)].clip(min=0).sum())

    def _is_stray(self, run: Sequence[int], best: Sequence[int]) -> bool:
        """Say whether a few words of another paragraph than the likeliest run's are no part of what it tells."""
        first, last = sorted((run, best), key=lambda it: it[0])
        apart = any("\n" in t.text for t in self._all[first[1] : last[0]])
        return apart and run[1] - run[0] <= limits.STRAY_WORDS

    def _close(self, last: int, here: int, cuts: Ranges) -> bool:
        """Say whether two runs are one: little lies between them, and nothing that is taken."""
        between = self._all[last:here]
        if any("\n" in t.text for t in between) or any(a < here and b > last for a, b in cuts):
            return False
        return sum(not t.is_punct for t in between) <= limits.GAP_WORDS

    def _whole_quotes(self, spans: Spans, taken: Sequence[Span]) -> Spans:
        """Return the spans with the whole of each quotation of which they hold the larger part."""
        mine: list[Quote] = []
        for span in spans:
            for number in self.quotes.over(span):
                quote = self.quotes.quotes[number]
                shared = min(span.end, quote.span.end) - max(span.start, quote.span.start)
                if shared * 2 > len(quote.span) and not any(quote.span.overlaps(t) for t in taken):
                    mine.append(quote)
        return widen(self.text, spans, mine) if mine else spans

    def _tokens(self, pieces: Sequence[int]) -> list[Token]:
        """Return the tokens of wordpieces, in order."""
        found: dict[int, Token] = {}
        for p in pieces:
            i = bisect.bisect_right(self._starts, int(self.tagged.starts[p])) - 1
            if i >= 0 and i not in found and not self._all[i].is_space:
                found[i] = self._all[i]
        return list(found.values())

    def _inside(self, span: Span) -> list[Token]:
        first = max(0, bisect.bisect_right(self._starts, span.start) - 1)
        last = bisect.bisect_left(self._starts, span.end)
        return [t for t in self._all[first:last] if t.idx + len(t) > span.start]
