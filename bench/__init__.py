"""The benchmark suite: how fast the program is beside named peers and physical limits, measured in one run.

Nothing here ships and nothing here decides: a slow figure is reported, never failed.
"""
