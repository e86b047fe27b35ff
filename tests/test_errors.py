from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterator

import pytest

from onrecord import errors
from onrecord.errors import BadInput, LeftOut, MissingModel, OnrecordError, UsageError


def tree(kind: type[OnrecordError] = OnrecordError) -> Iterator[type[OnrecordError]]:
    yield kind
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from tree(child)


KINDS = list(tree())


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_has_its_own_slug_and_an_exit_code(kind: type[OnrecordError]) -> None:
    assert [k.slug for k in KINDS].count(kind.slug) == 1
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", kind.slug)
    assert kind.exit_code in ({0} if kind is LeftOut else {2, 3})


def test_the_drawing_shows_every_error_and_no_other() -> None:
    drawn = re.findall(r"^[ |`-]*([A-Z]\w+)  ", errors.__doc__ or "", re.MULTILINE)
    assert sorted(drawn) == sorted(kind.__name__ for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_the_way_back_from_a_worker(kind: type[OnrecordError]) -> None:
    error = kind("It is empty.", fix="Give a file with words.", where="a.txt")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(again) is kind
    assert (again.message, again.fix, again.where) == (error.message, error.fix, error.where)


def test_an_error_says_where_what_and_what_to_do() -> None:
    error = BadInput("It is empty.", fix="Give a file with words.", where="a.txt")
    assert str(error) == "a.txt: It is empty. Give a file with words."
    assert str(BadInput("It is empty.", fix="Give another.")) == "It is empty. Give another."


def test_an_error_leaves_as_json_in_one_shape() -> None:
    error = UsageError("Both were given.", fix="Give one.")
    assert json.loads(json.dumps(error.as_dict())) == {
        "error": "usage",
        "message": "Both were given.",
        "fix": "Give one.",
        "where": None,
    }


def test_no_error_without_a_fix() -> None:
    with pytest.raises(TypeError):
        OnrecordError("It broke.")  # type: ignore[call-arg] # what the test is about


def test_exit_codes_tell_usage_from_input() -> None:
    assert BadInput.exit_code == 3
    assert UsageError.exit_code == MissingModel.exit_code == 2
