"""Measuring: predictions, quality, speed."""
