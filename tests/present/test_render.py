import io

import pytest
from rich.console import Console

from onrecord.model import Record
from onrecord.present.cli.render import draw
from onrecord.present.export.view import view_of
from tests import factory


def drawn(record: Record, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=False, highlight=False)
    with console.capture() as capture:
        draw(console, view_of(record))
    return capture.get()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [40, 80, 109, 110, 140, 200])
def test_nothing_is_wider_than_the_screen_and_nothing_is_cut(width: int) -> None:
    shown = drawn(factory.full_record(), width)
    assert all(len(line) <= width for line in shown.splitlines())
    assert "…" not in shown
    for tag in ("I1", "I2", "R1", "R2", "C1", "C2", "C3", "C4", "C5"):
        assert tag in shown


def test_sections_stand_in_the_order_in_which_they_are_read() -> None:
    shown = drawn(factory.full_record())
    order = [shown.index(f"{name} (") for name in ("Incidents", "Responsibility", "Claims", "Who is who", "Left out")]
    assert order == sorted(order)


@pytest.mark.parametrize("width", [80, 140])
def test_rival_stances_denial_and_hedge_are_legible_without_colour(width: int) -> None:
    shown = flat(drawn(factory.full_record(), width))
    for words in ("accused by an", "denied", "NOT so, certain", "possible (“may”)", "none offered, the"):
        assert words in shown


def test_a_claim_reads_who_cue_what_how_sure_and_its_chain() -> None:
    shown = flat(drawn(factory.full_record()))
    assert "C4 the ministry - believes - possible (“may”) it may be an inside job" in shown
    assert "Coal Basin Mail > Analysts “say” > the ministry “believes”" in shown


def test_an_empty_record_says_that_nothing_was_found() -> None:
    shown = drawn(factory.record("Quiet day."))
    assert "No incident was found" in shown
    assert "No claim was found" in shown
    assert "Nothing was left out" in shown


def test_markup_and_escapes_in_a_report_are_words() -> None:
    text = "[bold red]Mayor[/] \x1b]0;owned\x07 said that [link=http://x.example]it rained[/link]."
    claim = factory.claim(text, "[link=http://x.example]it rained[/link]", "said", "[bold red]Mayor[/]")
    shown = drawn(factory.record(text, report=factory.report(text, title="[blink]\x1b[2J"), claims=(claim,)))
    assert "[bold red]Mayor[/]" in shown
    assert "\x1b" not in shown
    assert "[blink]⟨U+001B⟩[2J" in shown
