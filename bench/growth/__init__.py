"""How the cost of each thing grows with the rows: the same things as `bench.things`, few times each, at sizes a hundred times apart.

Every contestant has a process of its own at every size, a limit of time and one of memory. What it did not reach is said in the
report with the reason; no figure is ever computed from a smaller one.
"""
