"""Bytes to `Report`: formats, encodings, segments with their voices."""

from onrecord.read.load import read_bytes, read_path, read_text
from onrecord.read.options import ReadOptions
from onrecord.read.paths import expand

__all__ = ["ReadOptions", "expand", "read_bytes", "read_path", "read_text"]
