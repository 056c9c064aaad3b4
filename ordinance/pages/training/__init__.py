"""Trainings: slides with what is said at each, built from a text and its plain sentences, and a guide for whoever leads one."""
