"""onrecord: a record of what reports say, that can be checked against their words.

Importing it does no work: no model is loaded, no file read. It asks numpy for one thread where the environment asks for
nothing else and numpy is not loaded yet: for matrices as small as ours more take two to three times the processor time.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from onrecord.errors import OnrecordError
from onrecord.model import Attribution, Claim, Entity, Incident, Record, Report, Span

__version__ = "0.1.0"

__all__ = ["Attribution", "Claim", "Entity", "Incident", "OnrecordError", "Record", "Report", "Span", "__version__"]
