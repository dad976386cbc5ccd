"""Mingbai 明白: offline records, notices and signed exchange for grassroots government openness."""

__version__ = "0.1.0"
