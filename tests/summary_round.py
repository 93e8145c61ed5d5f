"""A round of the sample county in a store: more than twenty units, texts with figures, a second round that changes some."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from core.actions.importing import import_ledger
from core.actions.intaking import confirm_intake, read_intake
from core.actions.ports import Store
from core.actions.previewing import preview
from core.intake.returned import Terms
from core.ledger.ledger import Ledger
from core.progress import Progress
from core.settings import Settings, UserRole
from core.units import UnitDirectory
from gui.services import Services
from storage.documents.writers.docx import write_docx
from tests.gui.conftest import NOW
from tests.returned_files import FORM, blank_form, returned

OFFICE = "云岭县人民政府办公室"
TOWNS = tuple(
    "云岭镇 白石镇 双桥镇 青坪镇 清河镇 石桥镇 双河镇 松溪乡 麦田乡 石门乡 青山乡 竹林乡 东山镇 西岭镇 南湖镇 北坡乡 桃源乡 柳林镇"
    " 金沙镇 龙泉镇 凤凰乡 马家镇".split()
)
WAYS = (
    "已在县政府门户网站“{topic}”专栏公开政策信息{n}条，其中政策解读{m}条。组织村组干部学习{k}次，逐条核对公开目录。",
    "截至6月底，共公开政策信息{n}条；制作图解{m}个，村务公开栏张贴{p}份。",
    "召开部署会{k}次，明确专人负责。主动公开政策信息{n}条，接待群众咨询{p}人次。",
    "本镇已公开政策信息{n}条，群众满意度约9成。下一步继续更新专栏内容。",
)


def said_by(unit: str, form: Ledger, more: int = 0) -> dict[int, str]:
    """What a town says of every task; every fifth of them is 不涉及 for it."""
    at = TOWNS.index(unit)
    texts: dict[int, str] = {}
    for task in form.tasks:
        seed = (at * 7 + task.number * 5) % 23
        if (at + task.number) % 5 == 0:
            texts[task.number] = f"不涉及：本{unit[-1]}没有该项职能"
        elif (at + task.number) % 7:
            way = WAYS[(at + task.number) % len(WAYS)]
            topic = (task.topic or task.content)[:6]
            texts[task.number] = way.format(
                topic=topic, n=seed + 3 + more, m=seed % 5 + 1, k=seed % 3 + 1, p=seed * 3 + 8
            )
    return texts


def take_in(
    made: Services,
    store: Store,
    book_id: int,
    folder: Path,
    files: Mapping[str, bytes],
    terms: Terms,
    names: UnitDirectory,
) -> None:
    """Read the files as the window would, and confirm them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    read = read_intake(store, made.documents, [str(folder)], book_id, names, terms, Progress())
    confirm_intake(store, made.documents, read, NOW, Progress())


def files_of(
    form: Ledger, units: Sequence[str], more: int = 0, others: Mapping[str, Mapping[int, str]] | None = None
) -> dict[str, bytes]:
    changed = others or {}
    return {
        f"{unit}台账.docx": write_docx(
            returned(form, f"{unit}人民政府", {**said_by(unit, form, more), **changed.get(unit, {})}), "台账"
        )
        for unit in units
    }


def fill_round(made: Services, store: Store, folder: Path, units: Sequence[str] = TOWNS, rounds: int = 2) -> int:
    """The office's store with the year's ledger and its rounds. Returns the book's id."""
    assert made.directory is not None
    store.settings.put(Settings(UserRole.OFFICE, OFFICE, unit_kind="department", year=2026, asked=True), NOW)
    form = preview(made.documents, str(FORM), Progress()).form
    assert form is not None
    book_id = import_ledger(store, form, str(FORM), NOW).book_id
    blank = blank_form()
    for number, name in enumerate(("第一期", "第二期")[:rounds]):
        kept = units[:-2] if number else units
        terms = Terms(name, date(2026, 4 + 3 * number, 10), date(2026, 4 + 3 * number, 8), date(2026, 1, 20))
        files = files_of(blank, kept, number and 2)
        take_in(made, store, book_id, folder / name, files, terms, made.directory)
    return book_id
