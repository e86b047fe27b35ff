"""Thresholds of linking, each with how it was measured."""

SAME_INCIDENT = 0.0
