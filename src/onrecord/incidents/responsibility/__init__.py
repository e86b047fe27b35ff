"""Rows of responsibility: who holds whom responsible for which incident, by rules and by a trained net."""
