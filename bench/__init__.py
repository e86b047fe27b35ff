"""Measuring: predictions, quality, speed."""

import onrecord  # noqa: F401 - asks numpy for one thread before anything here loads it
