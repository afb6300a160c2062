"""What the doors ask, one module a channel."""
