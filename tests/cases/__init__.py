"""Tests of the dispute and its road."""
