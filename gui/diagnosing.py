"""Room: gui. 「导出诊断」: one text file for whoever maintains the program, without anybody's content."""

from collections.abc import Mapping

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication

from core.diagnosis import diagnosis
from core.errors import LedgerError
from gui.dialogs import Dialogs
from gui.workbench import Workbench

# Faces that official documents ask for; most faults of layout are one of these that is missing.
FACES = ("方正小标宋简体", "方正小标宋_GBK", "仿宋_GB2312", "仿宋", "楷体_GB2312", "楷体", "黑体", "宋体", "微软雅黑")
SAID = "已导出诊断信息，其中没有台账、报告和人员的内容。发送前可以用记事本打开查看。"


def export_diagnosis(bench: Workbench, dialogs: Dialogs) -> None:
    place = dialogs.save_file("导出诊断", f"明账诊断-{bench.now:%Y%m%d-%H%M}.txt", "文本文件 (*.txt)")
    if not place:
        return
    system, log = bench.services.diagnosis() if bench.services.diagnosis else (dict[str, object](), "")
    text = diagnosis({**system, **window_facts(), **store_facts(bench)}, log)
    try:
        bench.services.documents.write(place, text.replace("\n", "\r\n").encode("utf-8-sig"))
    except LedgerError as e:
        bench.failed.emit(e.message)
        return
    bench.told.emit(SAID)


def window_facts() -> Mapping[str, object]:
    screens = [f"{s.size().width()}×{s.size().height()} ×{s.devicePixelRatio():g}" for s in QGuiApplication.screens()]
    families = set(QFontDatabase.families())
    return {
        "Qt": f"{qVersion()} {QGuiApplication.platformName()}",
        "屏幕": "，".join(screens),
        "缺少的字体": "、".join(face for face in FACES if face not in families) or "无",
    }


def store_facts(bench: Workbench) -> Mapping[str, object]:
    """How much there is, never what."""
    return {
        "角色": bench.settings.role.value,
        "台账数": len(bench.books),
        "任务数": len(bench.rows),
        "备份数": len(bench.store.backups.copies()),
        "提示数": len(bench.findings),
    }
