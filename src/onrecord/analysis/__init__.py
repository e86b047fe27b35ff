"""Records and links to findings: pure functions over what a case holds."""
