"""Who speaks where: invented posts and reports of several shapes."""

from __future__ import annotations

import pytest

from onrecord.model import Report, Segment, SegmentKind, VoiceKind
from onrecord.read import ReadOptions, read_text

LEAD = (
    "A shell hit a fuel depot in Larn on Tuesday, the mayor said, and at least two people were hurt in the fire that "
    "followed, according to the port authority and the fire brigade of the town."
)
SECOND = (
    "The mayor, Olle Quill, said that the shell had come from the hills but did not say who had fired it. The hill "
    "militia denied that it had fired at the town and offered to let monitors see its guns."
)
THIRD = (
    "It was the second attack on the harbour in a week. On Friday a mine damaged the ferry Selma, and one sailor was "
    "killed, the coast guard said; nobody has claimed responsibility for it."
)
EXCERPT = (
    "A shell hit a fuel depot in Larn on Tuesday, and at least two people were hurt in the fire that followed. The "
    "hill militia denied that it had fired at the town. It was the second attack on the harbour in a week. On Friday "
    "a mine damaged the ferry Selma, and one sailor was killed."
)
REMARK = (
    "Those who shout loudest about the militia have most to gain from the fire. The mayor has an election to win, and "
    "a harbour to sell that would be cheaper empty."
)
TITLE = "Militia Blamed Again, and Too Quickly"


def kinds(report: Report) -> list[str]:
    return [s.kind.value for s in report.segments]


def only(report: Report, kind: SegmentKind) -> Segment:
    found = [s for s in report.segments if s.kind is kind]
    assert len(found) == 1, kinds(report)
    return found[0]


def post(*paragraphs: str) -> Report:
    return read_text("\n\n".join(paragraphs))


def test_signed_post_with_excerpt_above_the_body() -> None:
    report = post(
        "A Blog by Ada Quist",
        "Mar 5, 2025",
        TITLE,
        REMARK,
        REMARK.replace("Those", "Some of those") + " AQ",
        "Ilse Brandt reports in the Harbour Post:",
        EXCERPT,
        LEAD,
        SECOND,
        THIRD,
        "0 comments:",
        "Post a Comment",
    )
    assert kinds(report) == [
        "boilerplate",
        "headline",
        "commentary",
        "introduction",
        "excerpt",
        "body",
        "boilerplate",
    ]
    assert (report.title, report.published, report.published_from) == (TITLE, "2025-03-05", "text")
    commentary = only(report, SegmentKind.COMMENTARY)
    assert (commentary.voice.kind, commentary.voice.name) == (VoiceKind.AUTHOR, "Ada Quist")
    assert [s.words(report.text) for s in commentary.voice.spans] == ["Ada Quist", "AQ"]
    body = only(report, SegmentKind.BODY)
    assert (body.voice.kind, body.voice.name, body.voice.byline) == (
        VoiceKind.OUTLET,
        "Harbour Post",
        ("Ilse Brandt",),
    )
    assert body.span.words(report.text) == f"{LEAD}\n\n{SECOND}\n\n{THIRD}"
    excerpt = only(report, SegmentKind.EXCERPT)
    assert excerpt.voice == body.voice
    assert excerpt.repeats == body.span


def test_signature_with_full_name_and_excerpt_below_the_body() -> None:
    report = post(TITLE, REMARK, "— Ada Quist", "From Ilse Brandt at the Harbour Post:", LEAD, SECOND, THIRD, EXCERPT)
    assert kinds(report) == ["headline", "commentary", "introduction", "body", "excerpt"]
    assert only(report, SegmentKind.COMMENTARY).voice.name == "Ada Quist"
    excerpt = only(report, SegmentKind.EXCERPT)
    assert excerpt.repeats == only(report, SegmentKind.BODY).span


def test_credit_below_gives_the_body_its_voice() -> None:
    report = post(TITLE, LEAD, SECOND, THIRD, "via the Evening Courier")
    assert kinds(report) == ["headline", "body", "introduction"]
    assert only(report, SegmentKind.BODY).voice.name == "Evening Courier"


def test_commentary_below_the_body_when_its_author_signs() -> None:
    report = post("Ada Quist's Blog", TITLE, "The Harbour Post reports:", LEAD, SECOND, THIRD, REMARK + " AQ")
    assert kinds(report) == ["boilerplate", "headline", "introduction", "body", "commentary"]
    assert only(report, SegmentKind.COMMENTARY).voice.name == "Ada Quist"


def test_several_reports_in_one_post() -> None:
    report = post(
        TITLE,
        REMARK,
        "Ilse Brandt reports in the Harbour Post:",
        LEAD,
        SECOND,
        "The Ferry Nobody Talks About",
        "And then there is the ferry, which sank for reasons that nobody has looked into at all so far.",
        "Tomas Reyle writes in the Evening Courier:",
        THIRD,
    )
    assert kinds(report) == [
        "headline",
        "commentary",
        "introduction",
        "body",
        "headline",
        "commentary",
        "introduction",
        "body",
    ]
    voices = [s.voice.name for s in report.segments if s.kind is SegmentKind.BODY]
    assert voices == ["Harbour Post", "Evening Courier"]


def test_ordinary_report_is_one_voice() -> None:
    report = read_text(
        f"Shell hits depot in Larn\n\nBy Ilse Brandt\n\n4 March 2025\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}",
        options=ReadOptions(outlet="Harbour Post"),
    )
    assert kinds(report) == ["headline", "boilerplate", "body"]
    body = only(report, SegmentKind.BODY)
    assert (body.voice.name, body.voice.byline) == ("Harbour Post", ("Ilse Brandt",))
    assert report.published == "2025-03-04"


@pytest.mark.parametrize(
    "line",
    [
        "The Harbour Post reports:",
        "Brandt told reporters in the Rose Hall:",
        "The statement said in part:",
        "He added at a news conference in Larn:",
    ],
)
def test_a_colon_inside_a_report_opens_no_post(line: str) -> None:
    report = post(LEAD, SECOND, THIRD, REMARK, line, "“We did not fire,” the militia wrote.")
    assert set(kinds(report)) == {"body"}


def test_dates_in_the_story_are_not_the_date_of_publication() -> None:
    report = post("Shell hits depot in Larn", LEAD + " On May 3, 2019, it burnt before.", SECOND, "June 4, 2018")
    assert (report.published, report.published_from) == ("", "")


def test_date_of_the_user_wins() -> None:
    report = read_text(f"Mar 5, 2025\n\n{LEAD}", options=ReadOptions(published="2025-03-07"))
    assert (report.published, report.published_from) == ("2025-03-07", "option")


def test_dateline_with_a_whole_date_needs_no_capitals() -> None:
    report = read_text("Larn, 7 Feb 90 (Agencia Norte) -- A bomb burned the mill yesterday, police said.")
    assert (report.published, report.outlet) == ("1990-02-07", "Agencia Norte")


@pytest.mark.parametrize("day", ["March 4", "Monday", "4 March 2025", "3/4/2025", "Tuesday, March 4"])
def test_a_day_in_the_brackets_of_a_dateline_is_no_agency(day: str) -> None:
    report = post(f"LARN, Ind. ({day}) - {LEAD}", SECOND)
    assert (report.outlet, only(report, SegmentKind.BODY).voice.kind) == ("", VoiceKind.UNKNOWN)


def test_dateline_names_the_agency() -> None:
    report = post(f"LARN, March 4, 2025 (Reuters) — {LEAD}", SECOND)
    assert (report.outlet, report.published) == ("Reuters", "2025-03-04")
    assert only(report, SegmentKind.BODY).voice.kind is VoiceKind.OUTLET


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "Related stories",
        "Sign up for our newsletter to get the briefing",
        "Advertisement",
        "We use cookies to make this site work.",
        "Read more: Ferry hits mine",
    ],
)
def test_page_lines_are_boilerplate(line: str) -> None:
    report = post(LEAD, line, SECOND)
    assert kinds(report) == ["body", "boilerplate", "body"]


def test_links_below_related_stories_are_boilerplate() -> None:
    report = post(LEAD, SECOND, "Related stories", "Ferry hits mine off Larn", "Talks on harbour break down")
    assert kinds(report) == ["body", "boilerplate"]
    assert "Talks" in report.segments[-1].span.words(report.text)


def test_comments_below_are_boilerplate() -> None:
    report = post(LEAD, SECOND, "2 comments", "This is what happens when nobody guards the hills.", REMARK)
    assert kinds(report) == ["body", "boilerplate"]


def test_a_page_of_furniture_alone_is_still_read() -> None:
    assert kinds(post("Advertisement", "Share this article")) == ["body"]


def test_capitals_are_body() -> None:
    report = post(LEAD.upper(), SECOND.upper())
    assert kinds(report) == ["body"]


@pytest.mark.parametrize(
    "line",
    [
        "Facebook Twitter Pinterest",
        "Like this: Like Loading...",
        "brandt@post.example",
        "Contact Ilse Brandt at brandt@post.example.",
        "Follow Ilse Brandt on Twitter",
        "This is a developing story. Check back for updates.",
        "Mobile users tap here to watch",
        "Text PORT to 55500 for alerts",
        "Contributing: Ilse Brandt and Otto Prell",
        "* * *",
    ],
)
def test_lines_that_newsrooms_add_are_boilerplate(line: str) -> None:
    assert kinds(post(LEAD, SECOND, line)) == ["body", "boilerplate"]


@pytest.mark.parametrize(
    "line",
    [
        "Police asked witnesses to call the harbour watch.",
        "Follow the money, the mayor said.",
        "The mayor posted the names on Facebook on Tuesday.",
        "The investigation is ongoing.",
        "Contact with the boat was lost at 4 a.m.",
        "With nothing left to burn, it went out.",
        "Updates on the ferry came from the coast guard alone.",
    ],
)
def test_sentences_that_begin_like_page_lines_are_body(line: str) -> None:
    assert kinds(post(LEAD, SECOND, line)) == ["body"]


@pytest.mark.parametrize(
    "line",
    [
        "Smoke over the depot on Tuesday. (Harbour Post photo)",
        "Ilse Brandt, Tomas Reyle and Ada Quist (left to right)",
        "Otto Prell has the story from the port. (Published Tuesday, March 4, 2025)",
    ],
)
def test_captions_by_what_stands_in_brackets(line: str) -> None:
    assert kinds(post(line, LEAD, SECOND)) == ["caption", "body"]


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Shell hits depot in Larn Posted: Tuesday, March 4, 2025 5:46 PM EST", "2025-03-04T17:46"),
        ("Shell hits depot in Larn Posted: March 4, 2025 Updated: March 9, 2025 8:00 AM", "2025-03-04"),
        ("Shell hits depot in Larn Updated: March 9, 2025 Published: March 4, 2025", "2025-03-04"),
        ("Shell hits depot in Larn Last updated: March 9, 2025", "2025-03-09"),
    ],
)
def test_dates_on_the_line_of_the_headline(line: str, published: str) -> None:
    report = post(line, LEAD, SECOND)
    assert kinds(report) == ["headline", "boilerplate", "body"]
    assert (report.title, report.published, report.published_from) == ("Shell hits depot in Larn", published, "text")


def test_date_and_writer_on_one_line() -> None:
    report = post("Posted 3:57 AM, March 4, 2025, by Ilse Brandt", LEAD, SECOND)
    assert kinds(report) == ["boilerplate", "body"]
    assert (report.published, report.byline) == ("2025-03-04", ("Ilse Brandt",))


def test_a_day_of_publication_that_is_news_stays_in_its_sentence() -> None:
    report = post("The report was published March 4, 2025 by the port", LEAD, SECOND)
    assert report.published == ""
    assert only(report, SegmentKind.HEADLINE).span.words(report.text).endswith("by the port")


def test_signs_before_a_headline_are_no_part_of_the_title() -> None:
    report = post("× Shell hits depot in Larn", LEAD, SECOND)
    assert (report.title, kinds(report)) == ("Shell hits depot in Larn", ["headline", "body"])


def test_name_of_the_site_above_the_text_is_no_headline() -> None:
    report = post("Harbour Courier", LEAD, SECOND)
    assert (report.title, report.outlet, kinds(report)) == ("", "Harbour Courier", ["boilerplate", "body"])


def test_place_of_a_dateline_on_a_line_of_its_own_is_no_headline() -> None:
    assert post("NORTH LARN TOWNSHIP, Mich. -", LEAD, SECOND).title == ""


@pytest.mark.parametrize(
    "header",
    [
        "Low Water, a blog by Ada Quist",
        "Low Water - the weblog of Ada Quist",
        "Low Water: an occasional newsletter from Ada Quist",
        "Harbour notes by Ada Quist",
        "Notes from Ada Quist",
    ],
)
def test_a_line_that_names_blog_and_writer_is_no_headline(header: str) -> None:
    report = post(
        header, "March 5, 2025", TITLE, REMARK + " AQ", "Ilse Brandt reports in the Harbour Post:", LEAD, SECOND
    )
    assert only(report, SegmentKind.HEADLINE).span.words(report.text) == TITLE
    assert only(report, SegmentKind.HEADLINE).voice.name == "Ada Quist"
    assert report.segments[0].kind is SegmentKind.BOILERPLATE
    assert report.title == TITLE
    assert only(report, SegmentKind.COMMENTARY).voice.name == "Ada Quist"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("LARN, May 3, 2024 - A bomb killed two guards on Thursday, police said.", "2024-05-03"),
        ("LARN, 3 May 2024 — A bomb killed two guards on Thursday, police said.", "2024-05-03"),
        ("Larn, 3 May 24 -- A bomb killed two guards on Thursday, police said.", "2024-05-03"),
        ("Puerto del Larn, May 3, 2024 — A bomb killed two guards on Thursday.", "2024-05-03"),
        ("LARN, Ind. (May 3, 2024) - A bomb killed two guards on Thursday, police said.", "2024-05-03"),
        ("LARN — May 3, 2024 — A bomb killed two guards on Thursday, police said.", "2024-05-03"),
        ("LARN (the port) - A bomb killed two guards on May 3, 2019, police said.", ""),
        ("LARN - A bomb killed two guards on May 3, 2019, police said.", ""),
        ("In the year of the flood, May 3, 2024 - the last day of school - was wet.", ""),
        ("The truce of May 3, 2024 - the second that year - held, police said.", ""),
    ],
)
def test_the_date_of_a_dateline_without_an_agency(text: str, published: str) -> None:
    assert read_text(text).published == published
