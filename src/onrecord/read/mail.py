"""E-mail: the subject is the headline, the text part the body."""

from __future__ import annotations

import dataclasses
import email
import email.header
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from email.utils import parseaddr

from onrecord.errors import UnreadableInput
from onrecord.model import Skipped
from onrecord.read.dates import from_header
from onrecord.read.decode import decode
from onrecord.read.draft import Draft, Facts
from onrecord.read.names import outlet
from onrecord.read.parts import assemble

_DEEPEST = 30
"""Parts within parts that are followed; messages have up to five."""


def draft_mail(data: bytes) -> tuple[Draft, str]:
    """Return the draft of a message, and the encoding of its source for the map.

    Raises:
        UnreadableInput: it has no part with text.
    """
    raw, encoding = decode(data)
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        body, markup, left = _body(message)
    except (RecursionError, ValueError, LookupError, AttributeError):
        body, markup, left = "", False, 0
        message = Message()
    if not body.strip():
        raise UnreadableInput("The message has no text.", fix="Save its text, or the page that it shows, as a file.")
    sender, address = parseaddr(_header(message, "From"))
    published = from_header(_header(message, "Date"))
    name = outlet(sender)
    facts = Facts(
        outlet=name,
        byline=() if name or not sender or sender == address else (sender,),
        published=published,
        published_from="header" if published else "",
    )
    draft = assemble(_header(message, "Subject"), body, facts, raw, markup=markup)
    if left:
        parts = "1 further part" if left == 1 else f"{left} further parts"
        note = Skipped("read", f"{parts} of the message (attachments, pictures)")
        draft = dataclasses.replace(draft, skipped=(*draft.skipped, note))
    return draft, encoding


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    if value is None:
        return ""
    try:
        words = str(email.header.make_header(email.header.decode_header(str(value))))
    except (LookupError, ValueError, UnicodeError):
        words = str(value)
    return " ".join(re.sub("[\ud800-\udfff]", "\ufffd", words).split())


def _body(message: Message) -> tuple[str, bool, int]:
    """Return the text of a message, plain before HTML, whether it is HTML, and how many other parts there are."""
    found: dict[str, str] = {}
    left = 0
    for part in _parts(message, 0):
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html") or kind in found or part.get_filename():
            left += 1
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            found[kind] = decode(payload, str(part.get_content_charset() or ""))[0]
    plain = found.get("text/plain")
    return (found.get("text/html", ""), True, left) if plain is None else (plain, False, left)


def _parts(message: Message, depth: int) -> Iterator[Message]:
    payload = message.get_payload()
    if not message.is_multipart() or not isinstance(payload, list):
        yield message
    elif depth < _DEEPEST:
        for part in payload:
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)
