"""Thresholds of linking, each with how it was measured."""

SAME_INCIDENT = 0.0

LEAD_LENGTH = 400
"""Code points of the body that count as its lead."""

LONGEST_READ = 60_000
"""Code points of a segment whose words are counted."""

MOST_WORDS = 1_500
"""Different stems kept of a report, the most frequent ones."""

MOST_MENTIONS = 40
"""Mentions of one entity that are looked at."""

MOST_ALIASES = 8
"""Names or offices kept of one entity."""

MOST_PLACES = 25
"""Places kept of one report, the most named ones."""

MOST_TRIGGERS = 5
"""Triggers and roles beyond this many make an incident no more of a main one."""

MAIN = {
    "trigger": 0.4,
    "headline": 3.0,
    "lead": 2.0,
    "violent": 1.5,
    "harm": 1.0,
    "where": 0.7,
    "when": 0.3,
    "roles": 0.2,
}
"""What makes an incident the one a report is about."""

FEWEST_REPORTS = 50
"""In a smaller case rarity is counted as if it had this many reports: two of three say little about a name."""

MOST_COMPARED = 200
"""Words of a report that are compared, the heaviest ones."""

WIDEST_DAYS = 7
"""An incident told within more days than this has no day that could be compared."""

INVOLVED = ("victim", "perpetrator", "perpetrator-organisation", "recipient", "target")
"""Parts in an incident that make a name one of the story's, and not one of those who tell it."""

MOST_SHARED = 4
"""Shared names beyond this many add nothing."""

MOST_DAYS = 400
UNKNOWN_DAYS = 20
"""Days apart are counted up to the one; the other stands for reports without a day of publication."""

SHORTEST_WORD = 2
"""Letters of a stem that is compared; digits always are."""

LONGEST_WORDED = 60_000
"""Code points of a report whose wording is kept; the longest report of 2,745 on shootings has 95,000."""

LONGEST_SENTENCE = 600
"""Code points; what runs on longer is cut there."""

MOST_SENTENCES = 400
MOST_QUOTATIONS = 150
MOST_CLAIMS = 300
"""Kept of one report."""

SHORTEST_QUOTATION = 4
"""Words of a quotation that can tie two reports: shorter ones are names and single words."""
