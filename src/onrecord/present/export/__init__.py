"""Records as JSON and as a page, and the wording that screen and page share."""
