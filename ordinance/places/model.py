"""A general-purpose local government, as the lists have it."""

from __future__ import annotations

from msgspec import Struct


class Government(Struct, frozen=True):
    """One line of a list: `id`, `name` without its kind, `kind`, `state`, and what is known besides.

    `county` is "" where it is unknown or where the government is itself a county or in none; `county_sure` is false where only
    post offices say so. `population` orders a list and says no more. `official` is the full legal name where the usual form does
    not give it. `geoid` is the Census Bureau's number.
    """

    id: str
    name: str
    kind: str
    state: str
    county: str = ""
    county_sure: bool = True
    population: int = 0
    geoid: str = ""
    official: str = ""

    @property
    def told(self) -> str:
        """The government in a few words: "Ithaca, town, Tompkins County, NY"."""
        county = [self.county if self.county_sure else f"{self.county} (?)"] if self.county else []
        return ", ".join([self.name, self.kind, *county, self.state])
