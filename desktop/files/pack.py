"""Several files written as one ZIP that any computer opens. Takes nothing in: what comes from outside is read elsewhere."""

import io
from collections.abc import Mapping
from zipfile import ZIP_STORED, ZipFile, ZipInfo


def zipped(files: Mapping[str, bytes]) -> bytes:
    """``files`` by their ASCII names, stored, with a fixed time: the same content gives the same bytes."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(ZipInfo(name), data)
    return stream.getvalue()
