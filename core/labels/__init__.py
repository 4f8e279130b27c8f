"""The label document, its layouts and its store."""
