"""Draft local law that protects immigrants: a library of clauses, assembled for one place."""

__version__ = "0.1.0"
