"""Messages that wait in an outbox until a worker sends them; knows no case."""
