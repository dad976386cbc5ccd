"""Packs 更新包: signed content that travels down from county or prefecture. Format and rules: `desktop/sync/PACKS.md`."""
