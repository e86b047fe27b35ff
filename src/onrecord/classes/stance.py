"""What side a headline takes on a claim: for, against, or observing.

"For" tells it as so, "against" as not so; "observing" reports that others say it, hedges, asks, or tells something
else. Words decide: groups of words of the lexicon, where they stand beside the words of the claim, how much of the
claim the headline repeats, and negation on one side only. The base model and the larger encoder read the headline
behind the claim beside that, for what no list of words holds.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.classes.limits import STANCE_LARGE, STANCE_PIECES, STANCE_STATE, STANCE_WORDS
from onrecord.classes.linear import Scored, load_models
from onrecord.classes.sentences import load_sentences
from onrecord.classes.words import Floats, pairs, slots, unit, weigh
from onrecord.encoder.large import load_large
from onrecord.lexicon import load
from onrecord.lexicon.schema_classes import StanceWord

_TOKEN = re.compile(r"[a-z]+(?:['-][a-z]+)*|\d[\d.,]*|[?!:|]")
_PLACED = ("hedge", "hearsay", "report", "false", "deny", "negation", "confirm", "real")
"""Groups for which it counts where they stand."""
_BESIDE = ("forecast", "step", "outlet", "speaker", "tell")
"""Groups for which it counts on which side of the claim's words they stand."""
_SOFT, _HARD = ("hedge", "hearsay", "report"), ("false", "deny")
_BESIDE_COLON = ("hearsay", "report", "false", "confirm")
_TAKES_SIDE = ("false", "deny", "negation", "confirm", "real", "medium")
"""Groups that make no speaker of what stands before a colon."""
_IN_CLAIM = ("hedge", "hearsay", "false", "deny", "confirm")
_PLAIN = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "with",
        "from",
        "and",
        "or",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "will",
        "would",
        "it",
        "its",
        "his",
        "her",
        "their",
        "he",
        "she",
        "they",
        "that",
        "this",
        "as",
        "not",
        "no",
        "s",
        "t",
        "up",
        "out",
        "into",
        "about",
        "after",
    ]
)
_ENDINGS = ("ing", "edly", "ed", "es", "s", "er", "ers", "ion", "ions", "ist", "ists")
_SHORTEST = 3
_LONG = 25
_SHORT = 4
"""Words that a speaker before or behind a colon has at most."""
_MUCH = 0.4
STATES = (384, 768)
"""Numbers of a state of the base model and of the larger encoder."""
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")


def stance(claim: str, headline: str) -> Scored:
    """Return what side a headline takes on a claim: "for", "against" or "observing".

    Args:
        claim: what is put forward, as a sentence.
        headline: the words that are judged.

    Raises:
        BadWeights: the trained weights are missing or damaged.
    """
    model = load_models()["stance"]
    dense, found = stance_parts(claim, headline)
    return model.score(
        np.concatenate([dense, STANCE_WORDS * weigh(found, model.rarity), stance_state(claim, headline)])
    )


def stance_state(claim: str, headline: str) -> Floats:
    """Return what base model and larger encoder see in a headline behind the claim; training uses the same."""
    return np.concatenate(
        [
            STANCE_STATE * unit(load_sentences().behind(claim, headline).astype(np.float64)),
            STANCE_LARGE * unit(_larger(claim, headline)),
        ]
    )


def _larger(claim: str, headline: str) -> Floats:
    """Return the larger encoder's mean state of the headline; zeros where it has no words."""
    cut = load_sentences().tokenizer
    first, second = (cut.encode(text, add_special_tokens=False).ids[:STANCE_PIECES] for text in (claim, headline))
    if not second:
        return np.zeros(STATES[1])
    mean: Floats = load_large().states([first, second])[len(first) :].mean(0).astype(np.float64)
    return mean


def stance_parts(claim: str, headline: str) -> tuple[Floats, Floats]:
    """Return the features and the slots of the headline's own words, their pairs and stems; training uses the same.

    A stem gathers what a word's forms have in common ("pranked", "pranks"), of which one alone is too rare to weigh.
    """
    pair = _Pair.read(claim, headline)
    named = features(claim, headline)
    own = [w for w in pair.headline if _stem(w) not in pair.content]
    found = np.concatenate([slots(pairs(own), "h"), slots(map(_stem, own), "s")])
    return np.array([named.get(name, 0.0) for name in feature_names()]), found


def features(claim: str, headline: str) -> dict[str, float]:
    """Return what the words of claim and headline say about each other; what is not there is 0."""
    pair = _Pair.read(claim, headline)
    out = {**_whole(pair), **_numbers(pair), "capitals": float(bool(_CAPITALS.search(headline)))}
    for kind, held in _groups().items():
        out.update(_group(kind, held, pair))
    return out | _together(out) | _spoken(pair, out)


def _together(out: Mapping[str, float]) -> dict[str, float]:
    """Features of what stands together: no mark at all, hedges beside denials, denials inside a question."""
    soft, hard = (max(out[kind] for kind in kinds) for kinds in (_SOFT, _HARD))
    marked = max(soft, hard, out["negation"], out["question"])
    return {
        "unmarked": 1 - marked,
        "unmarked*cover": (1 - marked) * out["cover"],
        "marked*cover": marked * out["cover"],
        "soft*hard": soft * hard,
        "soft*negation": soft * out["negation"],
        "hearsay*report": out["hearsay"] * out["report"],
        "hard*question": hard * out["question"],
        "hard*negation": hard * out["negation"],
        "real*negation": out["real"] * out["negation"],
        "soft*confirm": soft * out["confirm"],
    }


def _spoken(pair: _Pair, out: Mapping[str, float]) -> dict[str, float]:
    """Features of who speaks: a name before or behind a colon, claims that are themselves of words or of the future."""
    told = any(_in_group(w, "told") for w in pair.claim)
    softly = max(out[kind] for kind in _SOFT)
    said: dict[str, float | bool] = {
        "claim-told": told,
        "claim-told*said": told and max(out["hearsay"], out["report"]),
        "claim-will*soft": "will" in pair.claim and softly,
        **_colon_speaker(pair),
    }
    if "alleged" in pair.headline and "alleged" not in pair.claim:
        said |= {"alleged": True, "alleged-shared": pair.headline.index("alleged") + 1 in pair.shared}
    return {name: float(value) for name, value in said.items()}


def _colon_speaker(pair: _Pair) -> dict[str, float | bool]:
    """Features of a colon by what it parts: "Minister: goat is on the ferry", "Goat is on the ferry: paper"."""
    words = pair.headline
    if ":" not in words:
        return {}
    first, last = words.index(":"), len(words) - 1 - words[::-1].index(":")
    ahead, behind = (pair.covered(0, first), pair.covered(first + 1, len(words)))
    short = first <= _SHORT
    speaks = short and not ahead and not any(_in_group(w, kind) for w in words[:first] for kind in _TAKES_SIDE)
    signed = 0 < len(words) - 1 - last <= _SHORT and not pair.covered(last + 1, len(words))
    return {
        "colon-speaker": speaks * behind,
        "colon-speaker-much": speaks and behind > _MUCH,
        "colon-signed": signed * ahead,
        "colon-topic": ahead > 0 and not behind,
        "colon-lead": behind > ahead,
        "colon-outlet": any(_in_group(w, "outlet") for w in (words[:first] if short else words[first + 1 :][:_SHORT])),
    }


@functools.cache
def feature_names() -> tuple[str, ...]:
    """Return the names of all features, in the order of the weights."""
    names = [
        *("cover", "all", "little", "nothing", "length", "turned", "turned*cover", "claim-negated", "capitals"),
        *("question", "question-ends", "question-inside", "question*cover", "question-opens", "asks-how"),
        *("colon", "colon-late", "colon-early", "exclamation", "starts-no", "numbers-differ", "numbers-same"),
        *("claim-ahead", "claim-ahead*ahead", "to"),
        *("unmarked", "unmarked*cover", "marked*cover", "soft*hard", "soft*negation", "hearsay*report"),
        *("hard*question", "hard*negation", "real*negation", "soft*confirm"),
        *("claim-told", "claim-told*said", "claim-will*soft", "alleged", "alleged-shared", "colon-speaker"),
        *("colon-speaker-much", "colon-signed", "colon-topic", "colon-lead", "colon-outlet"),
    ]
    for kind in _groups():
        names.append(kind)
        if kind in _PLACED:
            names += [f"{kind}-{what}" for what in ("starts", "ends", "before", "behind", "twice", "inside", "cover")]
        if kind in _BESIDE:
            names += [f"{kind}-{what}" for what in ("before", "behind", "cover")]
        if kind in _BESIDE_COLON:
            names += [f"{kind}-colon", f"colon-{kind}"]
        if kind in _IN_CLAIM:
            names.append(f"claim-{kind}")
    return tuple(names)


@functools.cache
def _groups() -> Mapping[str, frozenset[str]]:
    return {entry.kind: frozenset(entry.words) for entry in load("stance_words", StanceWord)}


@dataclass(frozen=True, slots=True)
class _Pair:
    """Claim and headline as words.

    Attributes:
        claim: the claim's.
        headline: the headline's, with marks.
        content: stems of the claim's content words.
        shared: indices of the headline's words that are among them.
    """

    claim: tuple[str, ...]
    headline: tuple[str, ...]
    content: frozenset[str]
    shared: tuple[int, ...]

    @classmethod
    def read(cls, claim: str, headline: str) -> _Pair:
        one, two = _tokens(claim), _tokens(headline)
        content = frozenset(_stem(w) for w in one if w[0].isalnum() and w not in _PLAIN)
        return cls(one, two, content, tuple(i for i, w in enumerate(two) if _stem(w) in content))

    @property
    def cover(self) -> float:
        """Share of the claim's content words that the headline repeats."""
        return self.covered(0, len(self.headline))

    def covered(self, first: int, end: int) -> float:
        """Share of the claim's content words that a part of the headline repeats."""
        found = {_stem(self.headline[i]) for i in self.shared if first <= i < end}
        return len(found) / max(1, len(self.content))


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text.lower().replace("’", "'")))


def _stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _in_group(word: str, kind: str) -> bool:
    return word.removesuffix("'s") in _groups()[kind] or (kind == "negation" and word.endswith("n't"))


def _whole(pair: _Pair) -> dict[str, float]:
    """Features of the whole: how much is repeated, negation, question, colon."""
    words, cover = pair.headline, pair.cover
    negated = sum(_in_group(w, "negation") for w in pair.claim) % 2
    turned = negated != sum(_in_group(w, "negation") for w in words) % 2
    ahead = any(w in ("will", "to") for w in pair.claim)
    out: dict[str, float | bool] = {
        "cover": cover,
        "all": cover > 0.99,
        "little": cover < 0.3,
        "nothing": cover < 0.12,
        "length": min(len(words), _LONG) / 15,
        "turned": turned,
        "turned*cover": turned * cover,
        "claim-negated": negated,
        "exclamation": "!" in words,
        "starts-no": words[:1] == ("no",),
        "claim-ahead": ahead,
        "claim-ahead*ahead": ahead and any(_in_group(w, "ahead") for w in words if w not in pair.claim),
        "to": "to" in words and "to" not in pair.claim,
    }
    out |= _question(words, cover) | _colon(words)
    return {name: float(value) for name, value in out.items()}


def _question(words: Sequence[str], cover: float) -> dict[str, float | bool]:
    asked = "?" in words
    ends = words[-1:] == ("?",)
    return {
        "question": asked,
        "question-ends": ends,
        "question-inside": asked and not ends,
        "question*cover": asked * cover,
        "question-opens": asked and _in_group(words[0], "opener"),
        "asks-how": asked and words[0] in ("how", "why", "who", "what"),
    }


def _colon(words: Sequence[str]) -> dict[str, float | bool]:
    at = words.index(":") if ":" in words else -1
    return {"colon": at >= 0, "colon-late": at >= max(0, len(words) - 4), "colon-early": 0 <= at <= 3}


def _numbers(pair: _Pair) -> dict[str, float]:
    one, two = ({w for w in words if w[0].isdigit()} for words in (pair.claim, pair.headline))
    return {
        "numbers-differ": float(bool(one and two and not one & two)),
        "numbers-same": float(bool(one & two)),
    }


def _group(kind: str, held: frozenset[str], pair: _Pair) -> dict[str, float]:
    """Features of one group of words: there, where, and beside what; words that the claim has itself do not count."""
    words = pair.headline
    at = [i for i, w in enumerate(words) if _in_group(w, kind) and w not in pair.claim]
    out: dict[str, float | bool] = {kind: bool(at)}
    if at and kind in _PLACED:
        first, last = (pair.shared[0], pair.shared[-1]) if pair.shared else (len(words), -1)
        out |= {
            f"{kind}-starts": at[0] < 2,
            f"{kind}-ends": at[-1] >= len(words) - 2,
            f"{kind}-before": at[0] < first,
            f"{kind}-behind": at[-1] > last,
            f"{kind}-twice": len(at) > 1,
            f"{kind}-inside": any(first < i < last for i in at),
            f"{kind}-cover": pair.cover,
        }
    if at and kind in _BESIDE:
        first, last = (pair.shared[0], pair.shared[-1]) if pair.shared else (len(words), -1)
        out |= {f"{kind}-before": at[0] < first, f"{kind}-behind": at[-1] > last, f"{kind}-cover": pair.cover}
    if kind in _BESIDE_COLON and ":" in words:
        colon = words.index(":")
        out[f"{kind}-colon"] = any(w in held for w in words[max(0, colon - 2) : colon])
        out[f"colon-{kind}"] = any(w in held for w in words[colon + 1 : colon + 4])
    if kind in _IN_CLAIM:
        out[f"claim-{kind}"] = any(w in held for w in pair.claim)
    return {name: float(value) for name, value in out.items()}
