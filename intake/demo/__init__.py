"""The walk of `make demo`: invented people on invented disputes, by real steps."""
