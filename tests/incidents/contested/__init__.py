"""Invented reports on contested incidents, with the rows of responsibility that they must give."""
