"""The index number 索引号 of an issued record, unique among laptops that never meet.

政府信息公开条例 asks for an index; its form is left to the county. Ours: division code, year, two marks of the device,
running number on that device.
"""


def index_number(division: str, year: int, device: str, serial: int) -> str:
    """E.g. 632299101/2026-7F3A-00012. ``device`` is the device's id, of which the last four marks are used."""
    mark = device.replace("-", "")[-4:].upper()
    return f"{division}/{year}-{mark}-{serial:05}"
