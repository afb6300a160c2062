"""The steps of the machines, one module a phase, mixed into the models."""
