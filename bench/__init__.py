"""Measuring: predictions, quality, speed."""

import os

# Before numpy is loaded: its threads would take three times the processor time for our small matrices.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
