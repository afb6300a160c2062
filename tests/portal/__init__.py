"""Tests of the parties' window and the public verification."""
