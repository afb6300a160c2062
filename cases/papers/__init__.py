"""What each paper says about a case: facts gathered for the documents room, one module a phase of the road."""
