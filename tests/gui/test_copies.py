"""OFD and PDF beside the Word: what is written is chosen once, and follows a Word that was changed and read back."""

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document as open_docx
from PySide6.QtWidgets import QCheckBox, QLabel

from core.ledger.round import FileKind
from core.version_code import document_code
from gui.exporting.page import ExportPage
from gui.services import Services
from storage.documents.desk import LocalDocuments
from tests.gui.conftest import Clerk, part
from tests.gui.paper import documents_in_made_fonts

TEXT, CHANGED = "5月18日公开参保政策12条。", "5月18日公开参保政策15条。"


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> LocalDocuments:
    return documents_in_made_fonts(tmp_path_factory.mktemp("fonts"))


@pytest.fixture
def made(made: Services, documents: LocalDocuments) -> Services:
    return replace(made, documents=documents)


def export_page(clerk: Clerk) -> ExportPage:
    page = clerk.work.open_page("export")
    assert isinstance(page, ExportPage)
    return page


def export(clerk: Clerk, folder: Path) -> None:
    clerk.work.open_page("ledger")
    clerk.choose(5)
    clerk.type_progress(TEXT)
    clerk.panel.editor.commit()
    page = export_page(clerk)
    clerk.dialogs.folders.append(str(folder))
    clerk.press("writeExportButton")
    clerk.wait(lambda: not clerk.bench.worker.busy and page.export.isEnabled())


def forms(folder: Path, ending: str) -> list[Path]:
    return sorted(p for p in folder.glob(f"*{ending}") if "台账" in p.name)


def change_word(place: Path) -> None:
    document = open_docx(str(place))
    cells = [c for t in document.tables for row in t.rows for c in row.cells if TEXT in c.text]
    assert cells
    for paragraph in cells[0].paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("12条", "15条")
    document.save(str(place))


def read_back(clerk: Clerk, place: Path) -> None:
    clerk.read_file(place)
    clerk.press("confirmImportButton")
    clerk.settle()


def shown_text(clerk: Clerk, place: Path) -> str:
    document = clerk.bench.services.documents.read(str(place))
    return "".join(block.text for block in _texts(document.blocks))


def _texts(blocks):  # type: ignore[no-untyped-def]
    from core.document import paragraphs_of

    return paragraphs_of(blocks)


# -- what is exported --------------------------------------------------------------------------------------------------


def test_word_and_ofd_are_written_where_nothing_was_chosen(clerk: Clerk, tmp_path: Path) -> None:
    export(clerk, tmp_path)
    (word,), (ofd,) = forms(tmp_path, ".docx"), forms(tmp_path, ".ofd")
    assert word.stem == ofd.stem
    assert not forms(tmp_path, ".pdf")
    assert TEXT in shown_text(clerk, ofd)
    assert clerk.bench.services.documents.verify(str(ofd)).sealed is False


def test_the_choice_is_remembered(clerk: Clerk, tmp_path: Path) -> None:
    page = export_page(clerk)
    part(page, QCheckBox, "more_pdf").click()
    part(page, QCheckBox, "more_ofd").click()
    again = ExportPage(clerk.bench, clerk.dialogs)
    assert part(again, QCheckBox, "more_pdf").isChecked()
    assert not part(again, QCheckBox, "more_ofd").isChecked()
    export(clerk, tmp_path)
    assert forms(tmp_path, ".pdf")
    assert not forms(tmp_path, ".ofd")


def test_word_alone_is_remembered_too(clerk: Clerk, tmp_path: Path) -> None:
    part(export_page(clerk), QCheckBox, "more_ofd").click()
    again = ExportPage(clerk.bench, clerk.dialogs)
    assert not any(choice.isChecked() for choice in again.more.values())
    export(clerk, tmp_path)
    assert forms(tmp_path, ".docx")
    assert not forms(tmp_path, ".ofd")


def test_an_ofd_that_stands_there_is_not_written_over(clerk: Clerk, tmp_path: Path) -> None:
    export(clerk, tmp_path)
    (word,), (ofd,) = forms(tmp_path, ".docx"), forms(tmp_path, ".ofd")
    word.unlink()
    ofd.write_bytes(b"sealed elsewhere")
    export(clerk, tmp_path)
    assert ofd.read_bytes() == b"sealed elsewhere"
    assert len(forms(tmp_path, ".ofd")) == 2


def test_the_page_says_that_the_program_does_not_seal(clerk: Clerk) -> None:
    page = export_page(clerk)
    assert any("本程序不盖章" in words.text() for words in page.findChildren(QLabel))


# -- read back ---------------------------------------------------------------------------------------------------------


def test_after_reading_the_word_back_its_ofd_says_the_same(clerk: Clerk, tmp_path: Path) -> None:
    export(clerk, tmp_path)
    (word,), (ofd,) = forms(tmp_path, ".docx"), forms(tmp_path, ".ofd")
    change_word(word)
    read_back(clerk, word)
    assert clerk.stored(5).progress == CHANGED
    assert forms(tmp_path, ".ofd") == [ofd]
    assert CHANGED in shown_text(clerk, ofd)
    documents = clerk.bench.services.documents
    assert documents.verify(str(ofd), documents.read(str(word))).same_content is True
    round_ = clerk.bench.rounds[0]
    assert round_.version_code == document_code(documents.read(str(word), look=True))
    kept = {f.kind: f.evidence for f in round_.files}
    assert clerk.bench.store.kept.read(kept[FileKind.OFD].sha256) == ofd.read_bytes()
    assert clerk.bench.store.kept.read(kept[FileKind.FORM].sha256) == word.read_bytes()
    assert "重新写出" in part(clerk.work, QLabel, "noticeText").text()


def test_the_list_of_what_to_send_has_the_new_code(clerk: Clerk, tmp_path: Path) -> None:
    export(clerk, tmp_path)
    (word,) = forms(tmp_path, ".docx")
    change_word(word)
    read_back(clerk, word)
    (paper,) = tmp_path.glob("报送清单*.docx")
    text = "\n".join(c.text for row in open_docx(str(paper)).tables[0].rows for c in row.cells)
    assert clerk.bench.rounds[0].version_code in text


def test_a_sealed_ofd_is_left_and_said_to_be_out_of_date(clerk: Clerk, tmp_path: Path) -> None:
    export(clerk, tmp_path)
    (word,), (ofd,) = forms(tmp_path, ".docx"), forms(tmp_path, ".ofd")
    sealed = ofd.read_bytes() + b" "
    ofd.write_bytes(sealed)
    change_word(word)
    read_back(clerk, word)
    assert ofd.read_bytes() == sealed
    (newer,) = [p for p in forms(tmp_path, ".ofd") if p != ofd]
    assert CHANGED in shown_text(clerk, newer)
    notice = part(clerk.work, QLabel, "noticeText").text()
    assert newer.name in notice
    assert ofd.name in notice


def test_a_word_sent_alone_gets_no_ofd_by_being_read_back(clerk: Clerk, tmp_path: Path) -> None:
    part(export_page(clerk), QCheckBox, "more_ofd").click()
    export(clerk, tmp_path)
    (word,) = forms(tmp_path, ".docx")
    change_word(word)
    read_back(clerk, word)
    assert clerk.stored(5).progress == CHANGED
    assert not forms(tmp_path, ".ofd")


def test_where_the_ofd_cannot_be_written_the_text_is_read_back_all_the_same(
    clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.errors import LedgerError

    export(clerk, tmp_path)
    (word,) = forms(tmp_path, ".docx")
    change_word(word)

    def full(*_: object) -> None:
        raise LedgerError("磁盘已满，没有写出文件。")

    monkeypatch.setattr(clerk.bench.services.documents, "convert", full)
    read_back(clerk, word)
    assert clerk.stored(5).progress == CHANGED
    notice = part(clerk.work, QLabel, "noticeText").text()
    assert "进展已读回" in notice
    assert "磁盘已满" in notice
