"""First screens: what a terminal shows of a page before anyone asks for all of it."""
