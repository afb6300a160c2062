"""Tests of the doors into the house."""
