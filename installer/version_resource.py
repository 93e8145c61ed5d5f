"""The version resource of our programs on Windows (right button, 属性, 详细信息), from core/version.py."""

from core.version import VERSION

NUMBERS = (*(int(n) for n in VERSION.split(".")), 0)
COMPANY = "明账开发者"
DESCRIPTIONS = {"Mingzhang": "明账", "mingzhang-cli": "明账（命令行）"}


def version_resource(name: str):
    from PyInstaller.utils.win32.versioninfo import (
        FixedFileInfo,
        StringFileInfo,
        StringStruct,
        StringTable,
        VarFileInfo,
        VarStruct,
        VSVersionInfo,
    )

    words = {
        "CompanyName": COMPANY,
        "FileDescription": DESCRIPTIONS[name],
        "FileVersion": VERSION,
        "InternalName": name,
        "LegalCopyright": "Apache-2.0",
        "OriginalFilename": f"{name}.exe",
        "ProductName": "明账",
        "ProductVersion": VERSION,
    }
    table = StringTable("080404B0", [StringStruct(key, text) for key, text in words.items()])  # 简体中文, Unicode
    return VSVersionInfo(
        ffi=FixedFileInfo(filevers=NUMBERS, prodvers=NUMBERS, mask=0x3F, OS=0x40004, fileType=0x1),
        kids=[StringFileInfo([table]), VarFileInfo([VarStruct("Translation", [0x0804, 1200])])],
    )
