"""The pages of a case, one module a topic."""
