"""Whole roads through HTTP, told by the people who walk them."""
