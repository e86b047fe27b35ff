"""Addresses of reports: which of them are addresses of one report. Standard library only."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from onrecord.model.report import Report

_LONGEST = 4_000
"""Code points; a longer address carries data, not a place."""

_SAVED = re.compile(
    r"(?:https?://)?(?:web\.archive\.org/(?:web/)?|archive\.(?:today|ph|is|li|vn|md|fo)/|arquivo\.pt/wayback/|"
    r"wayback\.archive-it\.org/\d+/|webarchive\.nationalarchives\.gov\.uk/(?:ukgwa/)?)"
    r"(?:(?:\d{4,14}(?:[a-z]{2}_)?|\*|o/[\w.-]+)/)?(?=(?:https?:/|www\.|[\w-]+\.[a-z]{2,}/))",
    re.IGNORECASE,
)
"""What web archives put before the address that they saved."""

_CACHED = re.compile(
    r"(?:https?://)?(?:www\.google\.[a-z.]{2,6}/amp/(?:s/)?|[\w.-]+\.cdn\.ampproject\.org/[a-z]/(?:s/)?)", re.IGNORECASE
)
"""What the caches of AMP pages put before it."""

_HOST = re.compile(r"(?:www\d{0,2}|m|mobile|amp|edition|touch|lite)\.(?=[^.]+\.[^.])")
"""First labels of a host that only choose how its pages are shown."""

_TRACKING = re.compile(
    r"(?:utm|mtm|pk|hsa|stm|at|oly|vero|mc|wt|ito|guce|soc|twitter|__twitter|_hs|s_kw)_?(?:source|medium|campaign|content"
    r"|term|name|id|cid|eid|src|trk|referrer|referrer_sig|impression|custom\d|bbc_team|ptr_name|format|link_\w+)"
    r"|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|ttclid|igshid|igsh|wbraid|gbraid|mkt_tok|_ga|_gl|_hsenc|_hsmi"
    r"|ref|ref_?src|ref_?url|referrer|referer|s_?cid|cmp|cmpid|ocid|icid|ncid|ftag|taid|smid|smtyp|partner|rss|feature"
    r"|share|shared|share_?id|sh|source|src|via|campaign|spref|sr_share|guccounter|xtor|ito|trk|tracking|fromapp|from"
    r"|traffic_source|wpisrc|wpmm|nl|emc|nlid|newsletter|ns_\w+",
    re.IGNORECASE,
)
"""Parameters that say where a reader came from."""

_VARIANT = re.compile(
    r"(?:amp|outputtype|output|view|print|printable|print_?view|isprint|mode|single_?page|singlepage|m|mobile|page_?view)",
    re.IGNORECASE,
)
_VARIANT_VALUES = frozenset(
    ["", "1", "amp", "print", "printable", "true", "yes", "y", "mobile", "all", "single", "text"]
)
_EDGE = re.compile(
    r"/(?:amp|print|printable|print-?version|mobile|single-?page|full|index\.(?:html?|php|asp|aspx)|default\.aspx?)/?$",
    re.IGNORECASE,
)
_FRONT = re.compile(r"^/(?:amp|print|printable|mobile|m)(?=/.)", re.IGNORECASE)
_ENDING = re.compile(r"(?:[._-](?:amp|print))?(?P<end>\.(?:html?|php|aspx?))$|\.amp$", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+-]*:(?!\d)", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


def version_key(report: Report) -> str:
    """Return what all versions of one report have in common: its address without what does not tell reports apart.

    Two reports with the same key and different texts are versions of one report. "" where there is no address.
    """
    return plain_url(report.url)


def plain_url(url: str) -> str:
    """Return an address in the form in which the addresses of one page are the same.

    Left out are the scheme, "www." and the like, the port where it is the usual one, the fragment, tracking parameters,
    what marks print, mobile and AMP pages, and what a web archive or a cache puts in front; the other parameters are
    sorted. A path in another case is another page.

    Args:
        url: an address, such as "https://www.larnpost.example/news/fire?utm_source=x#top".

    Returns:
        Such as "larnpost.example/news/fire"; "" where the words are no address of a page.
    """
    url = _original("".join(url.split()))
    if not url or len(url) > _LONGEST or _OTHER_SCHEME.match(url):
        return ""
    try:
        parts = urlsplit(url if "://" in url[:12] else f"http://{url.removeprefix('//')}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if parts.scheme not in _PORTS or "." not in host:
        return ""
    host = _HOST.sub("", host.encode("idna").decode("ascii") if _encodable(host) else host, count=1)
    where = host if port in (None, 80, 443) else f"{host}:{port}"
    query = _kept(parts.query)
    return f"{where}{_path(parts.path)}{'?' + query if query else ''}"


def _original(url: str) -> str:
    """Return the address that an archive or a cache saved; archives are sometimes saved by archives."""
    for _ in range(3):
        found = _SAVED.match(url) or _CACHED.match(url)
        if not found:
            break
        url = url[found.end() :]
        # Archives write "http:/host" where a server joined the slashes.
        url = re.sub(r"^(https?):/+", r"\1://", url, flags=re.IGNORECASE)
    return url


def _encodable(host: str) -> bool:
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return not host.isascii()


def _path(path: str) -> str:
    path = re.sub(r"/{2,}", "/", unquote(path))
    path = _EDGE.sub("", _FRONT.sub("", path))
    path = _ENDING.sub(lambda found: found["end"] or "", path)
    return path.rstrip("/")


def _kept(query: str) -> str:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return query
    kept = [
        (key, value)
        for key, value in pairs
        if not _TRACKING.fullmatch(key) and not (_VARIANT.fullmatch(key) and value.lower() in _VARIANT_VALUES)
    ]
    return urlencode(sorted(kept))
