"""Networks of bodies that can be loaded: what stands in a city, written as data."""
