"""Shows records to people: on the screen, as JSON, as a page."""
