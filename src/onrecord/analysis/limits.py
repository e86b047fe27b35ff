"""Thresholds of the analyses."""

NEAR_KM = 30.0
"""Towns closer than this are one place for a report: suburbs, ports, villages beside a city. A choice, 2026-11-22: the
quarters and satellite towns of large cities lie within it, two towns that a reader keeps apart mostly do not."""

MOST_SAID = 12
"""Places in texts kept for one value; the reports and claims are all kept."""

REACH = 60
"""Code points behind a number in which it is said whom it includes ("four dead, including the gunman")."""

SENTENCE = 400
"""Code points to either side that the beginning and the end of a sentence are looked for in."""

LONGEST_PASSAGE = 1200
"""Code points of spans that are shown in one passage."""

MOST_DAYS = 7
"""Days of a range up to which it counts as a date of an incident. Read on 60 reports of shootings, 2026-11-22:
the wider ranges that met no day of another report were times of something else ("married in 2013")."""
