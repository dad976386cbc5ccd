"""Figures for those who watch over the server. Reads only."""

from prefecture.database.connection import Connection


def gauges(connection: Connection) -> dict[str, float]:
    """Name → value, in Prometheus' way of naming."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM record_places), (SELECT count(*) FROM bundles WHERE status = 'loaded'),"
        " (SELECT count(*) FROM bundles WHERE status = 'arrived'), (SELECT count(*) FROM held WHERE resolved = ''),"
        " (SELECT count(*) FROM refusals), (SELECT count(*) FROM contacts WHERE revoked_at = ''),"
        " (SELECT count(DISTINCT device) FROM troubles WHERE decision = ''),"
        " (SELECT coalesce(extract(epoch FROM now() - max(arrived_at)), -1) FROM bundles)"
    ).fetchone()
    names = (
        "mingbai_records",
        "mingbai_bundles_loaded",
        "mingbai_bundles_arrived_not_loaded",
        "mingbai_held_open",
        "mingbai_refusals",
        "mingbai_devices",
        "mingbai_devices_undecided",
        "mingbai_seconds_since_last_bundle",
    )
    return dict(zip(names, map(float, row or ()), strict=True))
