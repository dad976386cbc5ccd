"""Scripts, each run in a process of its own: a peer doing what the program does, or the program doing it."""
