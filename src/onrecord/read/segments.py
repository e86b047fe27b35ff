"""Tells the stretches of a report apart - who speaks where - and reads its facts out of the words.

A report is either one voice's (headline, body), or a post in which somebody retells others: each introduction ("X
reports in the Y:") opens a section with the voice of Y; what stands before it is the curator's commentary. A text
counts as such a post only where more says so (`_is_post`): a colon after a newspaper's name happens in any report.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field

from onrecord.model import Segment, SegmentKind, Span, Voice, VoiceKind
from onrecord.read import limits
from onrecord.read.dates import date_line, in_words, stamp
from onrecord.read.draft import Draft, Facts, Hint
from onrecord.read.lines import Furniture, Intro, dateline, furniture, introduction, plain_dateline, signature
from onrecord.read.names import initials, is_agency, outlet, plain_outlet
from onrecord.read.paragraphs import Paragraph, is_title, join, split
from onrecord.read.repeats import repeats
from onrecord.read.teasers import find_teasers

_LONG = 30
"""Words of a paragraph that is surely running text."""

_NEAR = 8
"""Paragraphs before a later introduction among which its own headline is looked for."""

_OPENING = "\"“‘'«"

_SIGNS = re.compile(r"^[×✕✖|►▶•·»>*\s]+")


@dataclass(slots=True)
class _Post:
    """What is known while segmenting."""

    paragraphs: list[Paragraph]
    facts: Facts
    author: str = ""
    author_spans: tuple[Span, ...] = ()
    byline_spans: tuple[Span, ...] = ()
    update: str = ""
    intros: dict[int, Intro] = field(default_factory=dict)
    credits: dict[int, Intro] = field(default_factory=dict)

    def learn(self, **known: object) -> None:
        """Take facts that nothing better has said before."""
        new = {k: v for k, v in known.items() if v and not getattr(self.facts, k)}
        self.facts = dataclasses.replace(self.facts, **new)  # type: ignore[arg-type]

    def open_between(self, start: int, end: int) -> list[Paragraph]:
        """Return the paragraphs of a stretch that nothing has decided yet."""
        return [p for p in self.paragraphs[start:end] if p.open]


def segment(draft: Draft) -> tuple[tuple[Segment, ...], Facts]:
    """Return the segments of a text, and its facts with those that only the words say.

    Args:
        draft: text, marks of its format, and facts from page or header.
    """
    post = _Post(split(draft.text, draft.marks), draft.facts)
    _part_stamps(post)
    _take_hints(post)
    _take_furniture(post)
    _keep_something(post)
    _find_introductions(post)
    _take_headline(post)
    for paragraph in find_teasers(post.paragraphs):
        paragraph.decide(SegmentKind.BOILERPLATE, "headline of another story", Voice(VoiceKind.SITE))
    if _is_post(post):
        _label_post(post)
    else:
        _label_report(post)
    if post.update and not post.facts.published:
        post.learn(published=post.update, published_from="text")
    return join(post.paragraphs), post.facts


def _part_stamps(post: _Post) -> None:
    """Give dates of publication that stand on one line with a headline or a byline a paragraph of their own."""
    for number, paragraph in enumerate(post.paragraphs[: limits.HEAD]):
        if paragraph.hint not in (Hint.NONE, Hint.HEADING) or paragraph.words > 2 * limits.LINE_WORDS:
            break
        found = stamp(paragraph.text)
        if not found:
            continue
        start, end, date, update = found
        line = paragraph.part(start, end)
        line.decide(SegmentKind.BOILERPLATE, "date of publication", Voice(VoiceKind.SITE))
        parts = [paragraph.part(0, start), line, paragraph.part(end, len(paragraph.text))]
        post.paragraphs[number : number + 1] = [p for p in parts if p.text]
        if update:
            post.update = post.update or date
        else:
            post.learn(published=date, published_from="text")
        break


def _take_hints(post: _Post) -> None:
    for paragraph in post.paragraphs:
        if paragraph.hint is Hint.TITLE:
            paragraph.decide(SegmentKind.HEADLINE, "marked as headline by the source")
        elif paragraph.hint is Hint.CAPTION:
            paragraph.decide(SegmentKind.CAPTION, "marked as caption by the source")
        elif paragraph.hint is Hint.FURNITURE:
            paragraph.decide(SegmentKind.BOILERPLATE, "part of the page", Voice(VoiceKind.SITE))


def _take_furniture(post: _Post) -> None:
    """Find site header, date line, byline, share links, comments: line by line, knowing whether text came before."""
    running, opened = False, ""
    for number, paragraph in enumerate(post.paragraphs):
        if limits.EDGE < number < len(post.paragraphs) - limits.EDGE:
            continue
        if paragraph.kind not in (None, SegmentKind.BOILERPLATE) or paragraph.hint is Hint.QUOTE:
            running = running or paragraph.words >= _LONG
            continue
        line = furniture(paragraph.text)
        if opened == "list" and not _listed(paragraph):
            opened = ""
        if line and _in_place(line, number, running=running):
            _take_line(post, paragraph, line)
            if paragraph.hint is not Hint.FURNITURE:
                opened = line.opens if opened != "rest" else opened
        elif opened:
            paragraph.decide(SegmentKind.BOILERPLATE, f"after a line that opens {opened}", Voice(VoiceKind.SITE))
        elif not running and number < limits.HEAD:
            _take_head(post, number)
        running = running or (paragraph.words >= _LONG and paragraph.open)


def _in_place(line: Furniture, number: int, *, running: bool) -> bool:
    if line.place == "head":
        return not running and number < limits.HEAD
    if line.place == "tail" or line.opens:
        return running
    return True


def _listed(paragraph: Paragraph) -> bool:
    """Say whether a paragraph can be one of a list of links: short, and no sentence."""
    return paragraph.words <= limits.HEADLINE_WORDS and paragraph.text[-1] not in '.”"'


def _take_line(post: _Post, paragraph: Paragraph, line: Furniture) -> None:
    if line.role == "caption":
        paragraph.decide(SegmentKind.CAPTION, f"page line: {line.id}")
        if found := stamp(paragraph.text.rpartition("(")[2]):
            post.update = post.update or found[2]  # of the picture or video: as good as an update's, no better
        return
    paragraph.decide(SegmentKind.BOILERPLATE, f"page line: {line.id}", Voice(VoiceKind.SITE))
    spans = tuple(paragraph.within(s) for s in line.spans)
    if line.role == "author" and not post.author:
        post.author, post.author_spans = line.people[0], spans
    elif line.role == "byline" and not post.byline_spans:
        post.byline_spans = spans
        post.learn(byline=line.people, outlet=line.outlet)
    if line.role and not post.facts.published and (date := in_words(paragraph.text)):
        post.learn(published=date, published_from="text")


def _take_head(post: _Post, number: int) -> None:
    """See whether a paragraph above the text is a date line or the name of the site."""
    paragraph = post.paragraphs[number]
    date, update = date_line(paragraph.text)
    if date:
        paragraph.decide(SegmentKind.BOILERPLATE, "date line", Voice(VoiceKind.SITE))
        if update:
            post.update = post.update or date
        else:
            post.learn(published=date, published_from="text")
    elif paragraph.words <= limits.BYLINE_WORDS and _starts_with_name(paragraph.text, post.facts.byline):
        paragraph.decide(SegmentKind.BOILERPLATE, "writer whom the source names", Voice(VoiceKind.SITE))
    elif number < 3 and paragraph.words <= limits.SITE_WORDS and _names_site(post, number):
        paragraph.decide(SegmentKind.BOILERPLATE, "site header", Voice(VoiceKind.SITE))
        post.learn(outlet=plain_outlet(paragraph.text))


def _starts_with_name(line: str, names: tuple[str, ...]) -> bool:
    """Say whether a line that ends like no sentence begins with the name of somebody in the byline."""
    words = line.casefold().removeprefix("by ")
    return line[-1] not in '.:?!”"' and any(words.startswith(n.casefold()) for n in names if " " in n)


def _names_site(post: _Post, number: int) -> bool:
    """Say whether a line is a publisher's name: with a headline or a date line below, or too short to be a headline."""
    line, below = post.paragraphs[number], post.paragraphs[number + 1 : number + 3]
    name = outlet(line.text)
    short = line.words <= limits.SITE_WORDS // 2 and bool(below)
    return bool(name) and (short or any(is_title(p) or date_line(p.text)[0] for p in below))


def _keep_something(post: _Post) -> None:
    """Take everything back where nothing but page was found: better too much text than none."""
    if any(p.open for p in post.paragraphs):
        return
    for paragraph in post.paragraphs:
        if paragraph.kind is SegmentKind.BOILERPLATE:
            paragraph.kind, paragraph.why, paragraph.voice = None, "", Voice()


def _find_introductions(post: _Post) -> None:
    # A credit line with running text below it introduces that text.
    running = max((n for n, p in enumerate(post.paragraphs) if p.open and p.words >= _LONG), default=-1)
    for number, paragraph in enumerate(post.paragraphs):
        inner = limits.EDGE < number < len(post.paragraphs) - limits.EDGE
        if inner or not paragraph.open or paragraph.hint is Hint.QUOTE:
            continue
        found = introduction(paragraph.text)
        if found and found.credit and number > running:
            post.credits[number] = found
        elif found:
            post.intros[number] = found


def _take_headline(post: _Post) -> None:
    """Label the headline where no mark has: the first line that is shaped like one, with more text below."""
    if any(p.kind is SegmentKind.HEADLINE for p in post.paragraphs):
        post.learn(title=next(p.text for p in post.paragraphs if p.kind is SegmentKind.HEADLINE))
        return
    opened = [n for n, p in enumerate(post.paragraphs) if p.open]
    if len(opened) < 2 or opened[0] in post.intros or opened[0] in post.credits:
        return
    first, second = post.paragraphs[opened[0]], post.paragraphs[opened[1]]
    same = bool(post.facts.title) and first.text.casefold() == post.facts.title.casefold()
    shaped = is_title(first) and first.hint is not Hint.QUOTE and not dateline(first.text)
    longer = second.words > max(first.words, 12) or any(
        p.words >= _LONG for p in post.open_between(opened[1], opened[1] + 4)
    )
    if same or (shaped and (longer or first.hint is Hint.HEADING)):
        first.decide(SegmentKind.HEADLINE, "first line, shaped like a headline")
        post.learn(title=_bare(first.text))


def _bare(title: str) -> str:
    """Return a headline without the signs that buttons and bullets leave before it."""
    return _SIGNS.sub("", title) or title


def _is_post(post: _Post) -> bool:
    """Say whether the text is a post that retells others, and drop introductions that are none.

    A sure sign is a blog's header, a signature above the introduction, or an introduction that names writer and outlet
    with most of the text below it. An outlet alone ("The Courier reports:") needs to stand near the top, with no
    quotation mark behind it.
    """
    if not post.intros:
        return bool(post.author)
    first = min(post.intros)
    if post.author or _signed_before(post, first):
        return True
    before = sum(p.words for p in post.open_between(0, first))
    after = sum(p.words for p in post.open_between(first + 1, len(post.paragraphs)))
    following = next(iter(post.open_between(first + 1, len(post.paragraphs))), None)
    if following is None:
        return False
    if following.hint is Hint.QUOTE or (post.intros[first].strong and before <= after):
        return True
    near = len(post.open_between(0, first)) <= 2 and 2 * before <= after
    if near and following.text[0] not in _OPENING:
        return True
    post.intros.clear()
    return False


def _signed_before(post: _Post, number: int) -> bool:
    before = post.open_between(0, number)
    return bool(before) and signature(before[-1].text) is not None


def _label_report(post: _Post) -> None:
    """Label a report of one voice."""
    voice = _own_voice(post)
    start, end = 0, len(post.paragraphs)
    _label_credits(post, Voice(VoiceKind.SITE))
    if not post.facts.outlet and post.credits:
        credit = next(iter(post.credits.values()))
        post.learn(byline=credit.people)
        voice = _outlet_voice(post, *next(iter(post.credits.items())))
    _label_excerpts(post, start, end, voice)
    for paragraph in post.open_between(start, end):
        if paragraph.hint is Hint.QUOTE:
            paragraph.decide(SegmentKind.EXCERPT, "block quotation")
        else:
            paragraph.decide(SegmentKind.BODY, "running text", voice)
    _voice_headline(post, voice)


def _own_voice(post: _Post) -> Voice:
    """Return the voice of a report that nobody introduces, from page, options, dateline or byline."""
    spans = post.byline_spans
    for paragraph in post.open_between(0, len(post.paragraphs))[:3]:
        found = dateline(paragraph.text)
        if not post.facts.published and (date := in_words(plain_dateline(paragraph.text))):
            post.learn(published=date, published_from="text")
        if not found or not (is_agency(found[0]) or (plain_outlet(found[0]) and not post.facts.outlet)):
            continue
        agency, span, place = found
        post.learn(outlet=agency)
        if date := in_words(place):
            post.learn(published=date, published_from="text")
        return Voice(VoiceKind.OUTLET, agency, post.facts.byline, (*spans, paragraph.within(span)))
    kind = VoiceKind.OUTLET if post.facts.outlet else VoiceKind.UNKNOWN
    return Voice(kind, post.facts.outlet, post.facts.byline, spans)


def _outlet_voice(post: _Post, number: int, intro: Intro) -> Voice:
    paragraph = post.paragraphs[number]
    return Voice(VoiceKind.OUTLET, intro.outlet, intro.people, tuple(paragraph.within(s) for s in intro.spans))


def _label_credits(post: _Post, voice: Voice) -> None:
    for number in post.credits:
        post.paragraphs[number].decide(SegmentKind.INTRODUCTION, "credit below what it credits", voice)


def _label_excerpts(post: _Post, start: int, end: int, voice: Voice) -> None:
    """Label the paragraphs at one edge of a section that the rest of it repeats nearly verbatim."""
    content = post.open_between(start, end)
    found = repeats([p.text for p in content])
    fitting = [
        p.words >= limits.EXCERPT_WORDS and r.share >= limits.REPEATED and bool(r.others)
        for p, r in zip(content, found, strict=True)
    ]
    if not any(fitting):
        return
    order = range(len(content))
    below = fitting[-1] and not (fitting[0] and len(found[0].others) >= len(found[-1].others))
    if below and (post.intros or post.credits or post.author):
        order = range(len(content) - 1, -1, -1)
    taken: set[int] = set()
    words = sum(p.words for p in content)
    for number in order:
        rest = [n for n in found[number].others if n not in taken]
        used = sum(content[n].words for n in taken) + content[number].words
        if not fitting[number] or not rest or 2 * used > words:
            break
        taken.add(number)
        content[number].decide(SegmentKind.EXCERPT, "the body repeats it nearly word for word", voice)
        content[number].repeats = Span(content[rest[0]].span.start, content[rest[-1]].span.end)


def _label_post(post: _Post) -> None:
    """Label a post section by section; a section runs from its headline or commentary to the next one's."""
    starts = sorted(post.intros)
    begins = [_preface(post, n, starts[i - 1] if i else -1) for i, n in enumerate(starts)]
    author = _author(post, starts)
    post.learn(byline=(author.name,) if author.name and len(author.name) > 3 else ())
    _label_credits(post, author)
    for i, number in enumerate(starts):
        end = begins[i + 1] if i + 1 < len(starts) else len(post.paragraphs)
        _label_preface(post, begins[i], number, author)
        post.paragraphs[number].decide(SegmentKind.INTRODUCTION, f"introduction: {post.intros[number].id}", author)
        _label_retold(post, (number + 1, end), _outlet_voice(post, number, post.intros[number]), author)
    if not starts:
        _label_blog(post, author)
    _voice_headline(post, author)


def _preface(post: _Post, number: int, previous: int) -> int:
    """Return where the headline or the commentary above an introduction begins."""
    if previous < 0:
        return 0
    for n in range(number - 1, max(previous, number - _NEAR), -1):
        paragraph = post.paragraphs[n]
        if paragraph.open and paragraph.hint is not Hint.QUOTE and is_title(paragraph) and n > previous + 1:
            return n
    return number - 1 if number - 1 > previous + 1 and signature(post.paragraphs[number - 1].text) else number


def _author(post: _Post, starts: list[int]) -> Voice:
    """Return the voice of the curator: from the header, else from a signature, else from the byline."""
    name, spans = post.author, list(post.author_spans)
    last = starts[0] if starts else len(post.paragraphs)
    for paragraph in post.open_between(0, last):
        found = signature(paragraph.text)
        if not found:
            continue
        known = [n for n in (post.author, *post.facts.byline) if n and found[0] in initials(n) | {n}]
        if known or (starts and not name):
            name = name or (known[0] if known else found[0])
            spans.append(paragraph.within(found[1]))
    if not name and len(post.facts.byline) == 1:
        name, spans = post.facts.byline[0], list(post.byline_spans)
    return Voice(VoiceKind.AUTHOR, name, (), tuple(dict.fromkeys(spans)))


def _label_preface(post: _Post, start: int, end: int, author: Voice) -> None:
    above = post.open_between(start, end)
    for paragraph in above:
        if start and paragraph is above[0] and is_title(paragraph):
            paragraph.decide(SegmentKind.HEADLINE, "headline of a later part", author)
        else:
            paragraph.decide(SegmentKind.COMMENTARY, "above the introduction", author)


def _label_retold(post: _Post, stretch: tuple[int, int], voice: Voice, author: Voice) -> None:
    """Label what follows an introduction: the outlet's words, and the curator's where they can be told apart."""
    content = post.open_between(*stretch)
    quoted = bool(content) and content[0].hint is Hint.QUOTE
    for paragraph in content:
        found = signature(paragraph.text)
        if found and author.name and found[0] in initials(author.name) | {author.name}:
            paragraph.decide(SegmentKind.COMMENTARY, "signed by the curator", author)
        elif quoted and paragraph.hint is not Hint.QUOTE:
            paragraph.decide(SegmentKind.COMMENTARY, "outside the block quotation", author)
    _label_excerpts(post, *stretch, voice)
    for paragraph in post.open_between(*stretch):
        if quoted:
            paragraph.decide(SegmentKind.EXCERPT, "block quotation after an introduction", voice)
        elif paragraph.hint is Hint.QUOTE:
            paragraph.decide(SegmentKind.EXCERPT, "block quotation")
        else:
            paragraph.decide(SegmentKind.BODY, "after an introduction", voice)


def _label_blog(post: _Post, author: Voice) -> None:
    """Label a blog's post without introduction: its author's own text, or signed words above one that is credited."""
    voice = author
    if post.credits:
        voice = _outlet_voice(post, *next(iter(post.credits.items())))
    content = post.open_between(0, len(post.paragraphs))
    signed = [n for n, p in enumerate(content) if _signs(p, author)]
    if signed and signed[-1] + 1 < len(content):
        voice = voice if post.credits else Voice()
        for paragraph in content[: signed[-1] + 1]:
            paragraph.decide(SegmentKind.COMMENTARY, "above the signature", author)
    _label_excerpts(post, 0, len(post.paragraphs), voice)
    for paragraph in post.open_between(0, len(post.paragraphs)):
        if paragraph.hint is Hint.QUOTE:
            paragraph.decide(SegmentKind.EXCERPT, "block quotation")
        else:
            paragraph.decide(SegmentKind.BODY, "running text", voice)


def _signs(paragraph: Paragraph, author: Voice) -> bool:
    found = signature(paragraph.text)
    return bool(found and author.name and found[0] in initials(author.name) | {author.name})


def _voice_headline(post: _Post, voice: Voice) -> None:
    for paragraph in post.paragraphs:
        if paragraph.kind in (SegmentKind.HEADLINE, SegmentKind.CAPTION) and paragraph.voice == Voice():
            paragraph.voice = voice
