"""Thresholds of this stage."""

MOST_COUNTED = 10_000_000
"""A harm count above this is a misread number; guards against digits without end."""

SAME_EVENT = 3.0
"""Score from which two drafts tell one event (`merge.py`). Set by reading ten reports, 2026-11-22; never swept."""

MOST_CLUSTERS_COMPARED = 60
"""A draft is compared with this many latest events, so that a report of any length takes linear time."""

NEAR_TREE = 8
"""Steps in the tree between a trigger and a time or place that may still be its own."""
