"""Counts what a folder or an archive holds besides reports, to say it once and not file by file."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from onrecord.errors import LeftOut

_SHOWN = 8
"""Reasons named; archives of whole sites have dozens."""

KINDS = {
    "image": "pictures",
    "font": "fonts",
    "audio": "sound or video",
    "video": "sound or video",
    "text/css": "style sheets",
    "text/javascript": "programs",
    "application/javascript": "programs",
    "application/x-javascript": "programs",
    "application/json": "data",
    "application/ld+json": "data",
    "application/octet-stream": "data",
    "application/wasm": "programs",
    "application/font-woff": "fonts",
    "application/vnd.ms-fontobject": "fonts",
    "application/x-mpegurl": "sound or video",
    "application/vnd.apple.mpegurl": "sound or video",
    "text/xml": "feeds and other XML",
    "application/xml": "feeds and other XML",
    "application/rss+xml": "feeds and other XML",
    "application/atom+xml": "feeds and other XML",
}
"""What to call files by their media type, or by its first half."""

ENDINGS = {
    "pictures": "png jpg jpeg jpe jfif gif webp svg ico bmp tif tiff heic heif avif psd cur",
    "sound or video": "mp3 mp4 m4a m4v wav ogg oga ogv webm mov avi mkv flac aac wma wmv flv ts m3u8",
    "style sheets": "css scss less map",
    "programs": "js mjs cjs py pyc pyo exe dll so dylib sh bat ps1 class jar wasm php rb pl go rs c h cpp java msi app",
    "fonts": "woff woff2 ttf otf eot",
    "office documents": "doc docx odt rtf xls xlsx ods ppt pptx odp epub mobi pages numbers key",
    "data": "csv tsv db sqlite sqlite3 parquet pickle pkl npy npz yaml yml toml ini cfg conf log lock sum cdx cdxj idx",
    "packed files": "7z rar tar tgz bz2 xz tbz2 txz zst lz4 lzma iso dmg deb rpm whl",
}
"""Endings of files that a folder or an archive of reports may hold and that are none."""

_BY_ENDING = {ending: kind for kind, endings in ENDINGS.items() for ending in endings.split()}


def by_ending(name: str) -> str:
    """Return what a file is called that is left out by the ending of its name; "" for one that is looked into."""
    base = name.rpartition("/")[2]
    return _BY_ENDING.get(base.rpartition(".")[2].lower(), "") if "." in base else ""


def by_media(media: str) -> str:
    """Return what an answer of this media type is called when it is left out."""
    return KINDS.get(media) or KINDS.get(media.partition("/")[0]) or (f"of the kind {media[:60]}" if media else "other")


@dataclass(slots=True)
class Tally:
    """What was left out, by reason."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, reason: str) -> None:
        """Count one more; nothing where there is no reason to name."""
        if reason:
            self.counts[reason] += 1

    def said(self, where: str) -> list[LeftOut]:
        """Return what there is to say of a folder or an archive: one item, or none."""
        if not self.counts:
            return []
        ranked = sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))
        parts = [f"{count} {reason}" for reason, count in ranked[:_SHOWN]]
        if rest := sum(count for _, count in ranked[_SHOWN:]):
            parts.append(f"{rest} others")
        message = f"Left out, since they are no reports: {', '.join(parts)}."
        return [LeftOut(message, fix="Nothing has to be done; give a file by itself to have it read.", where=where)]
