"""The command line, noun verb, on the same services as the window."""
