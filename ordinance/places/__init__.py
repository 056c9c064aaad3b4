"""Any place by its name: the lists, what a name means, agreements listed for it, and policies of places like it."""
