"""Doc to claims: who says what, through whom, and how surely."""

from onrecord.claims.find import find_claims

__all__ = ["find_claims"]
