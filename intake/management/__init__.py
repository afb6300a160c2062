"""Commands of the doors into the house."""
