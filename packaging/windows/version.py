"""Prints the version resource of the Windows programs for the version given (PyInstaller reads it)."""

import sys

sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a Windows console may speak another code page
version = sys.argv[1]
numbers = tuple((*(int(part) for part in version.split(".")), 0, 0, 0, 0)[:4])
texts = {
    "FileDescription": "明白：基层政务公开的记录、公示和报送",
    "FileVersion": version,
    "InternalName": "mingbai",
    "LegalCopyright": "Apache License 2.0",
    "ProductName": "明白",
    "ProductVersion": version,
}
strings = ", ".join(f"StringStruct({key!r}, {text!r})" for key, text in texts.items())
print(
    f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1),"
    f" kids=[StringFileInfo([StringTable('080404b0', [{strings}])]), VarFileInfo([VarStruct('Translation', [2052, 1200])])])"
)
