"""Rows of responsibility, on sentences made up for it."""
