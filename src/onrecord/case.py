"""From reports to a case: read, profile, store, link."""
