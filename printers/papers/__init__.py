"""Papers for people and for providers: statements, letters, lists. Each is composed of blocks and drawn by `sheet`."""
