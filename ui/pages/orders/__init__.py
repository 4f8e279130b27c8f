"""Orders: lists, details, mending, importing files, shipping a batch."""
