"""The command line: a file a command, `app.py` at the root."""
