"""Finds proper names: what the recogniser marked and what it missed, cut, joined and told apart by rules.

The recogniser of the small pipeline calls agencies places and takes single names for anything; titles, known bodies
and the shape of a name decide before it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.annotate.actors.words import body, body_head, body_openings, causes, country, given_gender, is_rank, noun
from onrecord.annotate.places.gazetteer import lookup
from onrecord.model import EntityKind

LONGEST_TITLE = 5
"""Tokens of the longest title in `ranks.yaml`, full stops included."""

LONGEST_BODY = 5
"""Tokens of the longest name in `organisations.yaml`."""

LONGEST_NAME = 12
"""Longer runs of capitals are headlines or lists, not names."""

LONGEST_IN_HEADLINE = 4
"""Tokens of a name in a title-case headline; a longer run is the headline itself."""

FEWEST_IN_HEADLINE = 4
"""Longer words that a sentence must have to be taken for one in title case."""

HEADING = 3
"""Words on either side of one in capitals that are in capitals too where it is part of a heading and no acronym."""

TITLE_CASE = 0.8
"""A sentence with at least this share of capitalised words is set in title case: a headline."""

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_BY_LABEL = {
    **dict.fromkeys(("FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "GPE"), EntityKind.THING),
    "NORP": EntityKind.GROUP,
    "ORG": EntityKind.ORGANISATION,
    "PERSON": EntityKind.PERSON,
}
_EDGE = frozenset(
    {"the", "a", "an", "'s", "’s", "'", "’", '"', "“", "”", "‘", ",", ".", "-", "–", "—", "(", ")", ":", ";", "/", "#"}
    | {"''", "``"}
)
_TIES = frozenset({"ADP", "CCONJ"})
_SMALL = frozenset({"of", "and", "for", "to"})
"""No name ends with these, whatever their case; "Stand By" may end with others."""
_NO_TITLE = frozenset([",", ";", ":"])
_PARTICLES = frozenset(
    [
        "de",
        "la",
        "del",
        "der",
        "den",
        "van",
        "von",
        "bin",
        "ibn",
        "ben",
        "al",
        "el",
        "ul",
        "da",
        "dos",
        "das",
        "di",
        "du",
    ]
)
_CALENDAR = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "christmas",
        "easter",
        "ramadan",
        "a.m.",
        "p.m.",
        "gmt",
        "est",
        "edt",
        "pst",
        "utc",
    ]
)


_FURNITURE = frozenset(
    {"Photo", "Photos", "Image", "Images", "Gallery", "Caption", "Video", "Videos", "Advertisement", "Loading", "Embed"}
    | {"Copyright", "Newsletter", "Slideshow", "Playlist"}
)
"""Words of the furniture of a page; no name begins or ends with them."""

_BUTTONS = frozenset(
    {
        "Share",
        "Tweet",
        "Email",
        "E-mail",
        "Subscribe",
        "Read",
        "More",
        "Updated",
        "Posted",
        "Published",
        "Next",
        "Click",
    }
    | {"Previous", "Watch", "Print", "Comments", "Related", "Story", "Menu", "Login", "Search", "Sponsored", "Trending"}
)
"""Words of buttons and links; alone they are no name."""

_STREETS = frozenset(
    {"street", "streets", "road", "avenue", "boulevard", "drive", "lane", "highway", "interstate", "parkway", "blvd"}
    | {"ave", "turnpike", "expressway", "freeway", "terrace", "alley", "block"}
)
_VENUES = frozenset(["club", "hotel", "cafe", "café", "restaurant", "camp", "fort", "lake", "mount", "radio", "banco"])

_PARTY = re.compile(r"[DRI][-–](?:[A-Z][a-z]{0,5}\.?|(?:[A-Z]\.)+)(?: [A-Z][a-z]+\.?)?")  # "(D-Vt.)"


@dataclass(slots=True)
class Name:
    """A proper name in the text.

    Attributes:
        start: first token.
        end: one past the last token.
        kind: what bears it; UNKNOWN where nothing tells.
        title: tokens of the title before it, as (start, end), equal where none.
        country: ISO code of the country that it names, "".
        people: whether it is a word for a people or the adjective of a country.
        label: what the recogniser took it for, "" where it saw nothing.
        seat: whether it is the seat of a government rather than the country ("Moscow").
    """

    start: int
    end: int
    kind: EntityKind
    title: tuple[int, int] = (0, 0)
    country: str = ""
    people: bool = False
    label: str = ""
    seat: bool = False

    @property
    def titled(self) -> bool:
        """Say whether a title stands before it."""
        return self.title[0] < self.title[1]


def find_names(doc: Doc) -> list[Name]:
    """Return the proper names of a parse in order, none inside another."""
    shouted = _title_case(doc)
    out: list[Name] = []
    for start, end, label in _joined(doc, list(_pieces(doc, shouted))):
        name = _name(doc, start, end, label)
        if name is not None and not (end - start > LONGEST_IN_HEADLINE and start in shouted):
            out.append(name)
    out = _without_openings(doc, out)
    return _with_headlines(doc, out, shouted) if shouted else out


def _without_openings(doc: Doc, names: list[Name]) -> list[Name]:
    """Leave out single words that are capitalised only because a sentence begins ("Felony charges ... the felony")."""
    doubtful = [
        n for n in names if n.end - n.start == 1 and doc[n.start].is_sent_start and not n.titled and not n.country
    ]
    if not doubtful:
        return names
    small = {t.text for t in doc if t.is_lower}
    inside = {t.text for t in doc if t.is_title and not t.is_sent_start}
    gone = {n.start for n in doubtful if doc[n.start].lower_ in small and doc[n.start].text not in inside}
    return [n for n in names if n.start not in gone]


def _with_headlines(doc: Doc, names: list[Name], shouted: set[int]) -> list[Name]:
    """Find the names of the text again in its headlines, where capitals hide them from the recogniser."""
    known: dict[tuple[str, ...], EntityKind] = {}
    for name in names:
        words = tuple(t.text for t in doc[name.start : name.end])
        if name.kind in (EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.UNKNOWN) and name.start not in shouted:
            known.setdefault(words, name.kind)
            if name.kind is EntityKind.PERSON:
                known.setdefault(words[-1:], name.kind)
    longest = max(map(len, known), default=0)
    taken = {i for name in names for i in range(name.start, name.end)}
    for sent in doc.sents if known else ():
        at = sent.start
        while sent.start in shouted and at < sent.end:
            words = tuple(t.text for t in doc[at : min(at + longest, sent.end)])
            size = next((n for n in range(len(words), 0, -1) if words[:n] in known), 0)
            if size and not taken.intersection(range(at, at + size)):
                names.append(Name(at, at + size, known[words[:size]], _title_before(doc, at), label="headline"))
            at += max(size, 1)
    return sorted(names, key=lambda n: n.start)


def _pieces(doc: Doc, shouted: set[int]) -> Iterator[tuple[int, int, str]]:
    """Yield runs of proper-noun tokens, cut where the recogniser saw another name begin."""
    bodies = list(_bodies(doc))
    bodies += [f for f in _founded(doc, shouted) if not any(s < f[1] and f[0] < e for s, e in bodies)]
    taken = {i for s, e in bodies for i in range(s, e)}
    ents = [(e.start, e.end, e.label_) for e in doc.ents if e.label_ in _NAMES]
    ents = [e for e in ents if not taken.intersection(range(e[0], e[1]))] + [(s, e, "ORG") for s, e in bodies]
    ents.sort()
    blocked = {i for e in doc.ents if e.label_ not in _NAMES for i in range(e.start, e.end)}
    at = 0
    for start, end, label in [*ents, (len(doc), len(doc), "")]:
        yield from _loose(doc, at, start, blocked, shouted)
        yield from _lines(doc, start, end, label)
        at = end


def _bodies(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield known bodies of several words, unless the recogniser saw a longer name there."""
    at = 0
    openings = {doc.vocab.strings[w] for w in body_openings()}
    for i, word in enumerate(doc.to_array("ORTH").tolist()):
        if i < at or word not in openings:
            continue
        for end in range(min(i + LONGEST_BODY, len(doc)), i + 1, -1):
            if body(doc[i:end].text) is not None and not _inside_name(doc, i, end):
                yield i, end
                at = end
                break


def _founded(doc: Doc, shouted: set[int]) -> Iterator[tuple[int, int]]:
    """Yield bodies whose cause stands behind them ("Army of National Liberation", "Movement of the Free Left")."""
    strings = doc.vocab.strings
    of = strings["of"]
    for i, word in enumerate(doc.to_array("LOWER").tolist()):
        if word != of or not 0 < i < len(doc) - 1 or i - 1 in shouted or not _capital(doc[i - 1]):
            continue
        end = start = i + 1 + (doc[i + 1].lower_ == "the")
        while end < min(len(doc), i + LONGEST_BODY) and _capital(doc[end]) and not doc[end].is_sent_start:
            end += 1
        called = any(doc[j].lower_ in causes() for j in range(start, end)) and body_head(doc[i - 1].text)
        if called and not _inside_name(doc, i - 1, end):
            yield i - 1, end


def _capital(token: Token) -> bool:
    return bool(token.is_alpha) and token.text[0].isupper() and not token.is_upper


def _inside_name(doc: Doc, start: int, end: int) -> bool:
    return any(
        e.label_ in ("ORG", "PERSON") and e.start <= start and end <= e.end and e.end - e.start > end - start + 1
        for e in doc[start:end].ents
    )


def _loose(doc: Doc, at: int, stop: int, blocked: set[int], shouted: set[int]) -> Iterator[tuple[int, int, str]]:
    start = at
    for i in range(at, stop + 1):
        token = doc[i] if i < stop else None
        if token is not None and i not in blocked and _proper(doc, token, start, stop):
            if i > start and token.is_sent_start:
                yield start, i, ""
                start = i
            continue
        if start < i and not _headline_word(doc, start, i, shouted):
            yield start, i, ""
        start = i + 1


def _proper(doc: Doc, token: Token, start: int, stop: int) -> bool:
    i = token.i
    if token.tag_ in ("NNP", "NNPS"):
        return token.lower_ not in _CALENDAR and not (token.text in _EDGE and token.text != ".")
    if i == start or i + 1 >= stop or (token.text != "-" and token.lower_ not in _PARTICLES):
        return False
    following = doc[i + 1].tag_ in ("NNP", "NNPS")
    return following and (token.lower_ in _PARTICLES or (token.text == "-" and not doc[i - 1].whitespace_))


def _headline_word(doc: Doc, start: int, end: int, shouted: set[int]) -> bool:
    """Say whether a run that the recogniser passed over is only a headline's capitals."""
    if start not in shouted:
        return False
    return body(doc[start:end].text) is None and not is_rank((doc[start].text,))


def _title_case(doc: Doc) -> set[int]:
    """Return the tokens of every sentence that is set in title case."""
    out: set[int] = set()
    high, low = _capitals(doc)
    for sent in doc.sents:
        upper = high[sent.end] - high[sent.start]
        if upper < FEWEST_IN_HEADLINE or upper < TITLE_CASE * (upper + low[sent.end] - low[sent.start]):
            continue
        words = [w for w in sent.text.split() if len(w) > 3 and w.isalpha()]
        if len(words) >= FEWEST_IN_HEADLINE and sum(w[0].isupper() for w in words) >= TITLE_CASE * len(words):
            out.update(range(sent.start, sent.end))
    return out


def _capitals(doc: Doc) -> tuple[list[int], list[int]]:
    """Return running counts of tokens with a capital and of whole longer words without: a sieve for `_title_case`."""
    high, low = [0], [0]
    apart = 1
    for is_lower, is_alpha, length, space in doc.to_array(["IS_LOWER", "IS_ALPHA", "LENGTH", "SPACY"]).tolist():
        high.append(high[-1] + (is_alpha and not is_lower))
        low.append(low[-1] + (is_alpha and is_lower and length > 3 and apart and space))
        apart = space
    return high, low


def _lines(doc: Doc, start: int, end: int, label: str) -> Iterator[tuple[int, int, str]]:
    """Yield an entity of the recogniser, cut at line breaks and without articles and marks at its edges."""
    for i in range(start, end + 1):
        if i == end or (doc[i].is_space and "\n" in doc[i].text) or doc[i].text == "(":
            left, right = _trimmed(doc, start, i)
            if left < right:
                yield left, right, label
            start = i + 1


def _trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (doc[start].lower_ in _EDGE or doc[start].is_space):
        start += 1
    while start < end and (_trails(doc[end - 1], start) or doc[end - 1].is_space) and not _abbreviation(doc, end - 1):
        end -= 1
    return start, end


def _trails(token: Token, start: int) -> bool:
    """Say whether a token ends no name: a mark, or a tie to words that are none ("Village of", "Bread &")."""
    if token.lower_ in _EDGE:
        return True
    return token.i > start and token.pos_ in _TIES and (token.text == "&" or token.lower_ in _SMALL or token.is_lower)


def _abbreviation(doc: Doc, i: int) -> bool:
    return doc[i].text == "." and i > 0 and not doc[i - 1].whitespace_ and len(doc[i - 1]) == 1


def _joined(doc: Doc, pieces: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Join pieces of one person's name that the recogniser parted ("Given" | "Sur Name")."""
    out: list[tuple[int, int, str]] = []
    for start, end, label in pieces:
        if out and out[-1][1] == start and not (doc[start].is_sent_start and doc[start - 1].text == "."):
            before = out[-1]
            if label == "PERSON" and before[2] == "" and not _ends_otherwise(doc, before[1] - 1):
                out[-1] = (before[0], end, label)
                continue
            if label == "ORG" and before[2] == "" and end - start == 1 and given_gender(doc[start - 1].text):
                out[-1] = (before[0], end, "PERSON")
                continue
            if label == "" and before[2] in ("PERSON", "ORG", ""):
                out[-1] = (before[0], end, before[2])
                continue
        out.append((start, end, label))
    return out


def _ends_otherwise(doc: Doc, i: int) -> bool:
    """Say whether a token before a name belongs to something else: a country, a body, an office."""
    return bool(country(doc[i].text)[0]) or body(doc[i].text) is not None


def _name(doc: Doc, start: int, end: int, label: str) -> Name | None:
    start, end = _without_furniture(doc, *_trimmed(doc, start, end))
    while start < end and doc[start].tag_ in ("VBD", "VBN", "VBZ", "VBG") and end - start > 1 and label == "PERSON":
        start += 1  # "Added Name:"
    if start >= end or end - start > LONGEST_NAME or _border(whole_of(doc, start, end)):
        return None
    whole = doc[start:end].text
    known = body(whole)
    if known is not None:
        return Name(start, end, EntityKind.ORGANISATION, (start, start), known, label=label)
    code, how = country(whole) if label != "PERSON" else ("", "")
    if code:
        return Name(start, end, EntityKind.STATE, (start, start), code, how == "people", label, how == "seat")
    if end - start == 1 and _common(doc[start], label) and not doc[start].is_upper:
        return None  # a common noun with a capital: "Detectives said"
    if label == "ORG" and body_head(doc[end - 1].text):
        return Name(start, end, EntityKind.ORGANISATION, (start, start), label=label)
    first = _after_title(doc, start, end)
    if first < end and doc[first].tag_ == "POS":
        first = start  # "Sheriff's Homicide Unit"
    title = (start, first)
    title = min(title, _title_before(doc, first))  # "U.S. Vice" | "President Name"
    if first == end or not _bears_name(doc, first, end):
        return None
    kind = _kind(doc, first, end, label, title)
    if kind is EntityKind.ORGANISATION and first > start and not title[0] < start:
        first, title = start, (start, start)
    return Name(first, end, kind, title, label=label)


def _without_furniture(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return a name without the words of a page around it ("Larn Police Department Image", "NBA star")."""
    while end > start and (doc[end - 1].text in _FURNITURE or (end - start > 1 and _plain_noun(doc[end - 1]))):
        end -= 1
    while start < end and (
        doc[start].text in _FURNITURE
        or not doc[start].text[0].isalnum()
        or (end - start > 1 and doc[start].is_lower and doc[start].is_alpha and doc[start].lower_ not in _PARTICLES)
    ):
        start += 1
    if end - start > 1 and doc[start].text == "Will" and doc[start].is_sent_start and doc[start].sent.text[-1:] == "?":
        start += 1  # "Will Tavell go?"
    return (start, start) if end - start == 1 and doc[start].text in _BUTTONS else (start, end)


def _plain_noun(token: Token) -> bool:
    return bool(token.is_lower) and token.tag_ in ("NN", "NNS") and noun(token.lemma_.lower()) is not None


def _common(token: Token, label: str) -> bool:
    """Say whether a word alone is a noun for people or bodies, its capital notwithstanding ("Neighbors said")."""
    if noun(token.lemma_.lower()) is not None:
        return True
    return (
        bool(token.is_sent_start)
        and label != "NORP"
        and token.text.endswith("s")
        and noun(token.lower_[:-1]) is not None
    )


def whole_of(doc: Doc, start: int, end: int) -> str:
    """Return the words of tokens, as written."""
    return str(doc[start:end].text)


def _border(words: str) -> bool:
    """Say whether it is two countries in one ("Norland-Sudria")."""
    parts = re.split(r"[-–/]", words)
    return len(parts) > 1 and all(country(p)[0] for p in parts)


def _after_title(doc: Doc, start: int, end: int) -> int:
    """Return where the name begins behind the titles at its front; `end` where all is title."""
    at = start
    words = [t.text for t in doc[start:end]]
    while at < end:
        for size in range(min(LONGEST_TITLE, end - at), 0, -1):
            if is_rank(tuple(words[at - start : at - start + size])):
                at += size
                break
        else:
            break
        while at < end and words[at - start] == ".":
            at += 1
    last = (
        end - 2 if doc[end - 1].ent_type_ == "PERSON" else end - 1
    )  # "Given Bishop" is a name, "Given the Bishop" none
    office = next((i for i in range(last, at - 1, -1) if _office_word(doc, i)), None)
    return at if office is None else office + 1


def _office_word(doc: Doc, i: int) -> bool:
    known = noun(doc[i].lower_)
    return known is not None and known.office


def _title_before(doc: Doc, start: int) -> tuple[int, int]:
    """Return the title that stands right before a name, such as "Lt. Gen." or "Mr."."""
    best = start
    words: tuple[str, ...] = ()
    for at in range(start - 1, max(-1, start - 1 - LONGEST_TITLE), -1):
        word = doc[at].text
        if word.isspace() or word in _NO_TITLE:
            break
        words = (word, *words)
        if word[0].isalnum() and is_rank(words):
            best = at
    return (best, start)


def _bears_name(doc: Doc, start: int, end: int) -> bool:
    """Say whether letters and a capital are there, so that it can be a name at all."""
    if _PARTY.fullmatch(doc[start:end].text):
        return False
    return any(t.text[0].isalpha() and not t.is_lower for t in doc[start:end]) and not (
        end - start == 1 and (doc[start].lower_ in _CALENDAR or len(doc[start].text.rstrip(".")) < 2)
    )


def _kind(doc: Doc, start: int, end: int, label: str, title: tuple[int, int]) -> EntityKind:
    """Return what bears a name: its shape and surroundings first, then what the recogniser said."""
    last = doc[end - 1].text
    words = end - start
    if last.rstrip(".").lower() in _STREETS and not title[0] < title[1] and doc[end - 1].text[:1].isupper():
        return EntityKind.THING
    if words > 1 and label == "PERSON" and doc[start].lower_ in _VENUES:
        return EntityKind.ORGANISATION
    titled = title[0] < title[1]
    if body_head(last) and (words > 1 or label in ("ORG", "") or titled):
        return EntityKind.ORGANISATION
    if titled or _personal(doc, start, end, label):
        return EntityKind.PERSON
    if words == 1 and doc[end - 1].tag_ == "NNPS" and label != "ORG":
        return EntityKind.GROUP  # a people, a party's members, a family
    if words == 1 and _acronym(last) and _in_heading(doc, start):
        return EntityKind.THING
    if words == 1 and _acronym(last):
        return EntityKind.THING if label == "GPE" and lookup(last).places else EntityKind.ORGANISATION
    return _BY_LABEL.get(label, EntityKind.UNKNOWN)


def _personal(doc: Doc, start: int, end: int, label: str) -> bool:
    """Say whether a name has the shape of a person's: a given name, an initial inside, an age before or behind it."""
    if end - start > 1 and label in ("", "GPE", "ORG") and given_gender(doc[start].text):
        return label != "GPE" or not lookup(doc[start:end].text).places  # "Virginia Beach"
    if any(len(t.text) == 2 and t.text[1] == "." and t.text[0].isupper() for t in doc[start + 1 : end - 1]):
        return True
    if [t.lower_ for t in doc[max(0, start - 4) : start]] == ["-", "year", "-", "old"]:
        return True
    aged = end + 2 < len(doc) and (doc[end].text, doc[end + 1].tag_, doc[end + 2].text) == (",", "CD", ",")
    return aged and (label == "" or (label in ("GPE", "ORG") and end - start > 1))


def _in_heading(doc: Doc, at: int) -> bool:
    """Say whether a word in capitals stands among others, in a text that is not in capitals as a whole."""
    around = [t for t in doc[max(0, at - HEADING) : at + HEADING + 1] if t.is_alpha and t.i != at]
    if len(around) < HEADING or not all(t.is_upper for t in around):
        return False
    return any(t.is_lower for t in doc[: 20 * HEADING])


def _acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()
