from onrecord.model.dossier import RootsOf
from onrecord.model.finding import Corroboration, Root, RootKind
from onrecord.present.export.case_pages import roots_page


def test_officials_of_one_body_are_listed_apart_and_counted_once() -> None:
    office = Root(
        "r1", RootKind.KNOWN, "Harbor Office", ("a", "b"), why=("a says so",), speakers=("Ada Renn", "Jo Pell")
    )
    alone = Root("r2", RootKind.KNOWN, "Mia Torp", ("a",))
    found = RootsOf("x", "Fire", "2 reports, 2 roots", Corroboration(2, (office, alone), 2, "why"), (("a", "Gull"),))
    (section,) = roots_page(found).sections
    first, second = section.items
    assert first.fields == (
        ("speakers", "Ada Renn, Jo Pell: of one body, so one voice"),
        ("reports", "2: Gull, b"),
        ("", "a says so"),
    )
    assert second.fields == (("reports", "1: Gull"),)
