"""Tables for Qt: what stands in which cell. No widgets, no decisions, no saving."""
