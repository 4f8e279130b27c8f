"""Ship a practice day: the whole product at work on real input, without an account or a network."""
