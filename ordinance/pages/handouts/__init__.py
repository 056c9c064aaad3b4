"""Sheets for a campaign: `handout(…)` makes one edition of one sheet in one language as a document."""

from ordinance.pages.handouts.building import Edition, Sheet, handout

__all__ = ["Edition", "Sheet", "handout"]
