"""The parties' window and the public verification: everything a party can reach, without a table of its own."""
