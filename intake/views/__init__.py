"""The pages of the doors, one module a channel."""
