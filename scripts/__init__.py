"""Checks and builders of the project; none of them is installed."""
