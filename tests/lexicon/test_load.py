from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from onrecord.errors import BadLexicon
from onrecord.lexicon import fingerprint
from onrecord.lexicon.schema import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour(Entry):
    lemma: str
    shades: tuple[str, ...] = ()


# The module, which the function of the same name hides.
loading = importlib.import_module("onrecord.lexicon.load")

GOOD = """
- {id: red, example: The door was red., lemma: red, shades: [crimson, rust]}
- {id: blue, example: The door was blue., lemma: blue}
"""

Write = Callable[[str], None]


FOLDER = Path(str(loading.__file__)).parent / "data" / "en"


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda f: f.stem)
def test_every_lexicon_is_read_as_yaml_is(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert repr(loading.read_yaml(text)) == repr(yaml.load(text, Loader=loading._Loader))  # noqa: S506 - a safe loader


@pytest.mark.parametrize(
    "text", ["", "- no\n- 'no'\n- ~\n- 1_0\n- .5\n- 2020-01-01", "{a: {b: , c: [[x], {}]}}", "word"]
)
def test_plain_values_are_those_of_yaml(text: str) -> None:
    assert repr(loading.read_yaml(text)) == repr(yaml.safe_load(text))


@pytest.mark.parametrize("text", ["- &a b\n- *a", "- !!str 1", "- [a"])
def test_what_lexicons_do_not_use_is_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        loading.read_yaml(text)


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.setattr(loading, "_folder", lambda: tmp_path)
    loading.load.cache_clear()
    fingerprint.cache_clear()

    def put(text: str) -> None:
        (tmp_path / "colours.yaml").write_text(text, encoding="utf-8")

    return put


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    loading.load.cache_clear()
    fingerprint.cache_clear()


def test_entries_come_in_order_and_frozen(write: Write) -> None:
    write(GOOD)
    red, blue = loading.load("colours", Colour)
    assert (red.id, red.shades) == ("red", ("crimson", "rust"))
    assert (blue.lemma, blue.shades) == ("blue", ())
    assert loading.load("colours", Colour) is loading.load("colours", Colour)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("- {id: red, example: It was red., lemma: red, shade: [rust]}", "shade"),
        ("- {id: red, example: It was red.}", "lemma"),
        ("- {id: red, lemma: red}", "example"),
        ("- {example: It was red., lemma: red}", "id"),
        (GOOD + "- {id: red, example: It was red., lemma: red}", "stands twice"),
        ("- {id: red, example: It was red., lemma: no}", "lemma"),
        ("- {id: red, example: It was red., lemma: red, shades: rust}", "shades"),
        ("- {id: red, example: It was red., lemma: red, shades: [on]}", "shades"),
        ("- red", "list"),
        ("red", "list"),
        ("", "list"),
        ("- {id: red", "YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(write: Write, row: str, told: str) -> None:
    write(row)
    with pytest.raises(BadLexicon, match=told) as caught:
        loading.load("colours", Colour)
    assert caught.value.where is not None
    assert caught.value.where.startswith("colours.yaml")
    assert caught.value.fix


def test_no_such_lexicon(write: Write) -> None:
    with pytest.raises(BadLexicon, match="no such lexicon"):
        loading.load("smells", Colour)


def test_the_fingerprint_follows_the_words(write: Write) -> None:
    write(GOOD)
    first = fingerprint()
    fingerprint.cache_clear()
    assert fingerprint() == first
    write(GOOD.replace("crimson", "scarlet"))
    fingerprint.cache_clear()
    assert fingerprint() != first
