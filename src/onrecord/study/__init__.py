"""Main path 2, from a case to findings: reads the ledger, runs an analysis, returns what a person asks for."""

from onrecord.study.files import Files

__all__ = ["Study"]


class Study(Files):
    """One case, asked: contested facts, roots, files of one thing, pairs to judge.

    Args:
        case: that is asked; it has to stay open.
    """
