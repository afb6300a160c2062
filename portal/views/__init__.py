"""The pages of the parties' window, one module a topic."""
