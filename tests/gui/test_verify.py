"""验章 in the window: dropped or chosen, step by step, against a Word."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from core.document import Document, Section, paragraph
from core.verdict_steps import StepState
from gui.imports.preview_page import PreviewPage as ImportPage
from gui.verify.flow import sort_dropped
from gui.verify.page import VerifyPage
from storage.documents.desk import LocalDocuments
from tests.gui.conftest import Clerk, part, sample_place
from tests.storage.sealed_ofd import Parts, flip, pack, plain_ofd, seal_ofd

PAGE = "Doc_0/Pages/Page_1/Content.xml"
TEXTS = ("云岭县政务公开台账", "第二页", "第三页")


def keep(folder: Path, name: str, parts: Parts) -> Path:
    place = folder / name
    place.write_bytes(pack(parts))
    return place


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    return keep(tmp_path, "云岭镇台账.ofd", seal_ofd(plain_ofd(TEXTS)))


def word(folder: Path, *texts: str) -> Path:
    place = folder / "云岭镇台账.docx"
    LocalDocuments().convert(Document((Section(tuple(paragraph(t) for t in texts)),)), str(place))
    return place


def drop(clerk: Clerk, *places: Path) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(p)) for p in places])
    event = QDropEvent(
        QPointF(400, 300), Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    clerk.window.dropEvent(event)


def verified(clerk: Clerk) -> VerifyPage:
    page = clerk.work.stack.currentWidget()
    assert isinstance(page, VerifyPage)
    clerk.wait(lambda: not clerk.bench.worker.busy)
    return page


def head(page: VerifyPage) -> str:
    return part(page, QFrame, "verdictHead").accessibleName()


def spoken_steps(page: VerifyPage) -> list[str]:
    steps = part(page, QFrame, "verifySteps")
    return [w.accessibleName() for w in steps.findChildren(QWidget, "verifyStep")]


def test_a_dropped_ofd_is_verified_step_by_step(empty: Clerk, sealed: Path) -> None:
    drop(empty, sealed)
    page = verified(empty)
    assert head(page) == "通过：内容未被改动，签名验算一致；本机离线，未核验发证机构。"
    assert len(spoken_steps(page)) == 8
    assert all("通过" in words for words in spoken_steps(page)[:7])
    assert "无法判断" in spoken_steps(page)[7]
    assert part(page, QLabel, "sealName").text() == "云岭县人民政府办公室"


def test_a_changed_byte_fails_at_the_digest_and_names_the_part(empty: Clerk, tmp_path: Path) -> None:
    drop(empty, keep(tmp_path, "改动.ofd", flip(seal_ofd(plain_ofd()), PAGE)))
    page = verified(empty)
    assert head(page).startswith("不通过：盖章后被改动")
    failed = [words for words in spoken_steps(page) if "不通过" in words]
    assert [words.split("：")[0] for words in failed] == ["3. 内容摘要"]
    assert any(PAGE in label.text() for label in page.findChildren(QLabel))


def test_an_unsealed_ofd_is_told_as_unsealed(empty: Clerk, tmp_path: Path) -> None:
    drop(empty, keep(tmp_path, "未盖章.ofd", plain_ofd()))
    page = verified(empty)
    assert "未盖章" in head(page)
    assert len(spoken_steps(page)) == 2
    assert not page.findChildren(QFrame, "sealCard")


def test_several_seals_each_have_their_card(empty: Clerk, tmp_path: Path) -> None:
    twice = seal_ofd(seal_ofd(plain_ofd()))
    drop(empty, keep(tmp_path, "两枚.ofd", twice))
    page = verified(empty)
    assert len(page.findChildren(QFrame, "sealCard")) == 2


def test_a_file_that_is_no_ofd_is_refused_in_chinese(empty: Clerk, tmp_path: Path) -> None:
    broken = tmp_path / "坏.ofd"
    broken.write_bytes(b"PK\x03\x04nonsense")
    drop(empty, broken)
    page = verified(empty)
    assert head(page).startswith("不通过：")
    assert page.verdict is None
    assert not page.compare.isEnabled()
    assert not page.findChildren(QFrame, "verifySteps")


def test_a_word_dropped_beside_it_is_compared(empty: Clerk, sealed: Path, tmp_path: Path) -> None:
    drop(empty, word(tmp_path, *TEXTS), sealed)
    page = verified(empty)
    assert part(page, QLabel, "againstWords").text() == "Word 与 OFD 的内容一致。"


def test_a_word_chosen_afterwards_shows_what_differs(empty: Clerk, sealed: Path, tmp_path: Path) -> None:
    drop(empty, sealed)
    verified(empty)
    empty.dialogs.files.append(str(word(tmp_path, TEXTS[0], "第二页改过了", TEXTS[2])))
    empty.press("compareButton")
    page = verified(empty)
    assert "不一致" in part(page, QLabel, "againstWords").text()
    assert any("改过了" in label.text() for label in part(page, QFrame, "againstCard").findChildren(QLabel))
    assert head(page).startswith("通过："), "the seal itself is as sound as before"


def test_of_an_unsealed_pair_the_word_decides(empty: Clerk, tmp_path: Path) -> None:
    drop(empty, keep(tmp_path, "未盖章.ofd", plain_ofd(TEXTS)), word(tmp_path, "另一份文字"))
    page = verified(empty)
    assert "重新导出" in part(page, QLabel, "againstWords").text()


def test_the_button_asks_for_a_file_and_thinking_better_of_it_changes_nothing(empty: Clerk, sealed: Path) -> None:
    empty.work.open_page("export")
    before = empty.work.stack.currentWidget()
    empty.dialogs.files.append("")
    empty.press("verifyButton")
    assert empty.work.stack.currentWidget() is before
    empty.dialogs.files.append(str(sealed))
    empty.press("verifyButton")
    assert verified(empty).verdict is not None
    empty.press("leaveVerifyButton")
    assert empty.work.stack.currentWidget() is before


def test_the_result_can_be_copied_as_text(empty: Clerk, sealed: Path) -> None:
    drop(empty, sealed)
    verified(empty)
    empty.press("copyVerdictButton")
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("云岭镇台账.ofd：内容未被改动")
    assert "云岭县人民政府办公室" in copied


def test_the_look_can_change_while_the_page_is_open(empty: Clerk, sealed: Path) -> None:
    drop(empty, sealed)
    page = verified(empty)
    empty.window.theme.set_look(dark=True)
    assert head(page).startswith("通过")
    empty.wait(lambda: empty.there(QLabel, "sealName"))


def test_anything_else_that_is_dropped_is_read_as_a_ledger(empty: Clerk) -> None:
    drop(empty, sample_place())
    empty.wait(lambda: isinstance(empty.work.stack.currentWidget(), ImportPage))


def test_leaving_while_it_is_verified_breaks_nothing(empty: Clerk, sealed: Path) -> None:
    drop(empty, sealed)
    empty.work.open_page("ledger")
    empty.wait(lambda: not empty.bench.worker.busy)
    assert empty.work.page_shown == "ledger"


@pytest.mark.parametrize(
    ("dropped", "wanted"),
    [
        (["a.docx"], ("", "", ("a.docx",))),
        (["a.docx", "a.OFD"], ("a.OFD", "a.docx", ())),
        (["a.ofd", "b.docx", "c.docx"], ("a.ofd", "", ("b.docx", "c.docx"))),
        (["a.ofd", "b.ofd", "x.xlsx"], ("a.ofd", "", ("b.ofd", "x.xlsx"))),
    ],
)
def test_what_was_dropped_is_sorted(dropped: list[str], wanted: tuple[str, str, tuple[str, ...]]) -> None:
    assert sort_dropped(dropped) == wanted


def test_every_state_has_shape_and_look() -> None:
    from gui.icons import FOLDER
    from gui.verify.pieces import LOOKS, SHAPES

    assert set(SHAPES) == set(LOOKS) == set(StepState)
    assert all((FOLDER / f"{shape}.svg").is_file() for shape in SHAPES.values())
