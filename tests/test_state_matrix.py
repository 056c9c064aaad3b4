"""All states, kinds of places, stances and packages: no text below what a state requires or above what it leaves open."""

import pytest

from ordinance.checks.state_table import cells, wrongs
from ordinance.library.store import Library


@pytest.mark.slow
def test_no_selection_has_a_text_below_a_floor_above_a_ceiling_or_that_binds_nobody():
    library = Library()
    made = list(cells(library))
    assert len({cell.state.state for cell in made}) == 51
    assert len(made) > 2000
    assert [line for cell in made for line in wrongs(library, cell)] == []
