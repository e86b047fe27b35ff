"""Ids from content: the same words give the same id, on any machine, at any time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from onrecord.model.span import Span

Part = str | int | None | Iterable[Span]


def content_id(prefix: str, *parts: Part) -> str:
    """Return a short id such as "clm_3f9a1c22b07d".

    Args:
        prefix: what kind of record it is, three letters.
        *parts: what identifies it: strings, numbers, or spans. Order counts.
    """
    plain = [p if isinstance(p, str | int) or p is None else [[s.start, s.end] for s in p] for p in parts]
    data = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return f"{prefix}_{hashlib.sha256(data.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
