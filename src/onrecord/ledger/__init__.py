"""The only place that speaks SQL: a case in a file or a database."""
