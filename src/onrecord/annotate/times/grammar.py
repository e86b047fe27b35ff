"""The grammar of time expressions: patterns over the codes of `tokens`, in order of preference.

One letter is one token; the letters are given in `lexicon/data/en/time_words.yaml` and at `_PLAIN_CODES`. Extra
ones: `Y` a number like a year, `d` 1 to 31, `h` another number of two digits, `N` any other number, `n` number words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"(?:[dhNY]f?|fa?(?=U)|n(?:-?n|&n){0,6}(?:&af)?|an(?:-?n|&n){0,6})"
_YEAR = r"(?:Y|nn(?:-?n|&n)?)"
_ABOUT = r"(?:~|GH)?"
_EDGE = r"(?:B-?|TBo|Bo|eo|[eLG](?=t[URM])|[eL](?=R|W))"
_CLOCK = r"(?:(?:Cf?|[dn])A|[dn]'|C|p)Z{0,2}"
_DAY = r"(?:[dO]|k)"
_DATE = (
    rf"(?:W,?)?(?:M-?{_DAY}(?:-[dO](?!U))?(?:,?(?:Y|Q)(?!%)|,[dh](?!\d)(?=\.))?"
    rf"|T?{_DAY}(?:[-]{_DAY})?-?o?[Mm]-?(?:,?(?:Y|Q|h(?!A|'|-?U|_)))?"
    rf"|m-?{_DAY}(?:-[dO](?!U))?(?:,?(?:Y|Q))?)"
)

RULES: dict[str, str] = {
    "iso": r"8",
    "slash": r"7",
    "military": r"6(?P<m>[Mm])(?P<y>Y|[dh])",
    "clock_date": rf"(?P<clock>{_CLOCK}),?(?P<on>{_DATE}|W|R)(?P<part>P)?",
    "date_of_year": rf"(?P<date>{_DATE}),?o?(?P<rel2>[ltx])(?P<u>U)",
    "paired_day": (
        r"[dO](?=(?:&|,&|\|)[dO]o?M)|(?<=M[dO][&|])[dO](?:,?Y|(?=[.,i\n]|$))"
        r"|(?<=M[dO],&)[dO](?:,?Y|(?=[.,i\n]|$))"
    ),
    "date": rf"~?(?:(?P<rel>[ltx])x?)?(?P<date>{_DATE})(?:,?(?P<part>P))?",
    "holiday_week": r"(?P<rel>[lxt])?(?P<k>K)-?(?P<u>U)",
    "holiday": r"(?P<rel>[lxt])?(?P<k>K)(?:,?(?P<y>Y)|o?(?P<rel2>[lxt])(?P<u>U))?(?P<part>P)?",
    "set_each": rf"v(?:(?P<n>{_NUMBER})?(?P<u>U)|(?P<o>[Ok])(?P<ou>U)|(?P<w>W)(?P<part>P)?|(?P<m>M)|(?P<s>[Ss])"
    r"|(?P<p>P))",
    "set_weekday": r"I(?:P)?|WP(?=&WP)",
    "weekday_of": r"(?P<w>W)(?P<part>P)?,?o?(?P<rel>[lxt])(?P<u>U)",
    "weekday": rf"(?:(?P<edge>{_EDGE})|T?(?P<rel>[ltx])[tx]?)?(?P<w>[W])(?:,?(?P<part>P))?",
    "part_weekday": r"(?P<edge>B-?)?(?P<part>P)(?P<w>W)",
    "relday": rf"(?:(?P<edge>{_EDGE}))?(?P<r>R)(?P<part>P)?",
    "part_relday": r"(?:B-?)?(?P<part>P)(?P<r>R)",
    "part": (
        r"(?:[eL]|B)?(?P<rel>T?[ltx])(?P<part>P)|T(?P<bare>P)(?P<dir>[eLbX])"
        r"|(?<=iT)(?P<day>P)(?![PoUi])|(?<=i)(?P<at>P)(?![iPoW])"
    ),
    "bare_part": r"(?P<edge>B-?)(?P<part>P)",
    "season": (
        rf"(?:(?P<edge>{_EDGE})T?|T?(?P<rel>[ltx])l?|(?<=i)T?|T)?(?P<s>[Ss])"
        rf"(?:o?(?P<y>{_YEAR})|z?o?(?P<rel2>[ltx])(?P<u>U))?"
    ),
    "quarter": (
        rf"(?P<edge>{_EDGE})?(?:T|a)?(?:(?P<y1>{_YEAR})|(?P<rel1>[ltx])(?P<u1>U)z|(?P<ago>U-[ge]))?[T$]?-?"
        rf"(?P<o>[Ok]|l(?=fo|Uo))-?(?P<q>U|f)(?:,?o?T?[$]?(?P<y>{_YEAR})|o?(?P<rel2>[ltx])(?P<u2>U)|o?(?P<theyear>TU)|(?P<after>aU[ge]))?"
    ),
    "parts_of_year": rf"T?(?P<o>[Ok])(?P<n>[dn])(?P<q>U)(?:o(?P<y>{_YEAR}))?",
    "year_ago_unit": r"T?(?P<u>U)-(?P<dir>[ge])-?(?P<of>[Uc]|(?=_))",
    "month": (
        rf"(?:(?P<edge>{_EDGE})|T?(?P<rel>[ltx])l?)?(?P<m>M|m(?=,?Y|o[ltx]))"
        rf"(?:,?o?(?P<y>{_YEAR}|Q)(?!-?U)|,?o?(?P<rel2>[ltx])(?P<u>U)|,?o(?P<theyear>TU)(?!U))?"
    ),
    "month_short_year": r"(?P<m>[Mm])(?P<y>h)(?!A|-?U|%)",
    "part_of_month": r"T?(?P<o>[Ok]|l)(?P<u>U)o(?P<m>M)(?:,?(?P<y>Y))?",
    "day_of_month": r"T(?P<o>O)o(?P<rel>[ltx])(?P<u>U)|(?<=i)T(?P<alone>O)(?=[.,\n])",
    "short_quarter": r"(?P<q>5),?(?P<y>Y|Q)?",
    "decade": rf"(?P<edge>{_EDGE})?(?:T(?P<edge2>B)?-?)?(?P<d>D)",
    "century": r"T?(?P<edge>B-?)?(?P<o>(?:n-?)?[Ok])-?(?P<u>U)",
    "clock": rf"{_ABOUT}(?P<clock>{_CLOCK})(?:iTP)?|{_ABOUT}(?P<oclock>[dn])iTP",
    "fiscal": rf"(?P<edge>{_EDGE})?T?(?P<rel>[ltx])?[$](?:U(?=Y|n))?(?P<y>{_YEAR}|U)",
    "unit_year": rf"(?P<edge>{_EDGE})?T(?P<u>U)(?P<y>{_YEAR})",
    "year_end": r"(?:T|(?P<y>Y)-?)?(?P<u>U)[z-]?(?P<edge>B)(?![o-])",
    "shift_twice": r"T?(?P<u>U)(?P<dir>[eLbX])(?P<rel>[ltx])?(?P<to>R|W)",
    "shift": (
        rf"{_ABOUT}(?P<n>{_NUMBER}|a?qo?|a)?-?j?(?P<u>U)(?:\|j?o|\|x)?-?(?P<dir>g|[eLbX]|iV)"
        rf"|(?P<days>TU)(?P<ddir>[eLbX])(?:(?P<to>R|W))?"
    ),
    "period": (
        rf"(?:v?oT)?(?P<about>{_ABOUT})T?(?P<rel>[lx])(?:(?P<n>{_NUMBER}(?:[|r-]{_NUMBER})?)|(?P<q>a?q)o?)-?j?(?P<u>U)(?:\|j?o)?"
    ),
    "latest": r"T(?:(?P<rel>l)|(?P<y>Y))(?P<u>[Uc])",
    "the_unit": rf"(?:(?P<edge>{_EDGE})|(?P<mod>[eL]i?))?(?P<the>T)?j?(?P<rel>[ltx])l?[$]?(?P<u>U)",
    "edge_unit": r"(?P<edge>TBo|Bo|[eLB]iT)T?(?P<u>U)",
    "duration": (
        rf"(?P<about>{_ABOUT})(?P<the>T)?(?P<first>[Ok])?(?P<n>{_NUMBER}|a)(?:[|r-]+(?P<n2>{_NUMBER}))?G?-?j?-?(?P<u>U|(?<=-)k)"
        rf"(?P<half>&af|&f)?(?P<old>-?y)?"
    ),
    "vague_duration": r"T?(?P<q>a?q)o?j?-?(?P<u>U)",
    "often": r"F",
    "edge_year": rf"(?P<edge>{_EDGE})(?P<y>{_YEAR}|Q)",
    "year": r"(?P<y>Y|nn(?:-?n|&n)?|(?<=i)Q)",
    "vague_noun": r"(?:T|(?<=[ix]))j?x?(?P<v>u)|T(?P<past>l)(?![tUSMWPa])",
    "week_of": rf"T(?P<u>U)o(?P<date>{_DATE})",
    "anaphor": r"Tj?(?P<u>U)",
    "vague": r"V",
    "adjective": r"t(?=_)|q(?=_)",
    "bare_unit": r"(?P<u>U)(?:-?j)?(?=.)",
}

CORE = frozenset("MmWwUPpSsDRVKFICAY8765Qutqln")
"""A stretch of tokens without one of these holds no time expression."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern.

    Attributes:
        name: names the function that reads it.
        regex: over codes.
    """

    name: str
    regex: re.Pattern[str]


COMPILED = tuple(Rule(name, re.compile(pattern)) for name, pattern in RULES.items())

_GROUP = re.compile(r"\(\?P<\w+>")
MASTER = re.compile("|".join(f"(?P<{name}>{_GROUP.sub('(?:', pattern)})" for name, pattern in RULES.items()))
"""All of them at once; the name of the group is that of the first rule that fits."""

ORDER = {rule.name: i for i, rule in enumerate(COMPILED)}
