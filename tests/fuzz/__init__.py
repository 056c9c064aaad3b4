"""Inputs that were spoilt with an understanding of their form, given to the commands in this process. `python tests/fuzz`."""
