"""Papers in words: what the station prints for people and providers, composed of the blocks of `printers/papers`."""
