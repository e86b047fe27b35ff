"""Thresholds of this stage."""

MOST_COUNTED = 10_000_000
"""A harm count above this is a misread number; guards against digits without end."""

SAME_EVENT = 3.0
"""Score from which two drafts tell one event (`merge.py`). Set by reading ten reports, 2026-11-22; never swept."""

MOST_CLUSTERS_COMPARED = 60
"""A draft is compared with this many latest events, so that a report of any length takes linear time."""

NEAR_TREE = 8
"""Steps in the tree between a trigger and a time or place that may still be its own."""

TOWN = {
    "own": 0.5,
    "often": 0.5,
    "area": 0.7,
    "headline": 0.5,
    "dateline": 0.5,
    "open": 0.0,
    "unknown": -0.5,
    "with-state": 0.65,
    "lead": 0.65,
    "force": 1.1,
    "resident": 0.3,
    "elsewhere": -0.65,
    "inside": 0.9,
    "inside-event": 0.5,
    "quarter": -0.3,
    "large": 0.5,
}
"""What speaks for a report being set in a town (`setting.py`); a softmax over the towns of each report, fitted on 358
reports of shootings with their city, 2026-11-22: .70 right there (.68 by halves), .78 of 300 others."""
