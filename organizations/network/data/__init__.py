"""The rows of the networks; a number in brackets is the article that prints the fact."""
