"""Two versions of a document: what counts as the same, and that nothing that matters is overlooked."""

from hypothesis import given
from hypothesis import strategies as st

from core.compare import Sides, compare_texts, normalised
from core.compare_documents import compare_documents
from core.document import Cell, Document, Paragraph, Row, Section, Table, paragraph, text_cell
from core.version_code import ALPHABET, document_code, version_code

TEXT = st.text("政务公开任务落实台账进展情况一二三四五六七八九十0123456789，。", min_size=1, max_size=30)


def document(*blocks: Paragraph | Table) -> Document:
    return Document((Section(blocks),))


def table(*rows: tuple[str, ...], header_rows: int = 0) -> Table:
    return Table(tuple(Row(tuple(map(text_cell, row))) for row in rows), header_rows=header_rows)


def test_white_space_width_and_invisible_marks_do_not_count() -> None:
    assert normalised("共 ３３\u200b项（含\n１ 项）\u00a0") == "共33项(含1项)"
    assert compare_texts(["共 33 项"], ["共３３项", "  "]) == ()


@given(st.lists(TEXT, max_size=12), st.randoms())
def test_order_does_not_count(texts: list[str], random: object) -> None:
    mixed = list(texts)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert compare_texts(mixed, texts) == ()


@given(st.lists(TEXT, min_size=1, max_size=8), st.data())
def test_where_a_paragraph_is_cut_does_not_count(texts: list[str], data: st.DataObject) -> None:
    pieces: list[str] = []
    for text in texts:
        at = data.draw(st.integers(0, len(text)))
        pieces += [text[:at], text[at:]]
    assert compare_texts(pieces, texts) == ()
    assert compare_texts(texts, pieces) == ()


@given(st.lists(TEXT, min_size=1, max_size=8), st.data())
def test_cut_texts_are_found_among_others_in_another_order(texts: list[str], data: st.DataObject) -> None:
    texts = [f"{'甲乙丙丁戊己庚辛'[i]}{text}{'子丑寅卯辰巳午未'[i]}" for i, text in enumerate(texts)]
    cut = [(text[:at], text[at:]) for text in texts for at in (data.draw(st.integers(0, len(text))),)]
    pieces = [first for first, _ in cut] + [second for _, second in cut]
    assert compare_texts(pieces, texts) == ()
    assert compare_texts(texts, pieces) == ()


@given(st.lists(TEXT, min_size=1, max_size=8), st.data())
def test_a_text_changed_added_or_dropped_is_always_told(texts: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(texts) - 1))
    changed = [*texts[:at], texts[at] + "改", *texts[at + 1 :]]
    assert compare_texts(changed, texts)
    assert compare_texts([*texts, "另"], texts)
    assert compare_texts(texts, [*texts, "另"])
    assert compare_texts(texts[:at] + texts[at + 1 :], texts)


def test_a_change_shows_both_texts() -> None:
    assert compare_texts(["已公开政策文件12件"], ["已公开政策文件13件"]) == (
        "内容不一致：OFD为「已公开政策文件12件」，Word为「已公开政策文件13件」。",
    )
    assert compare_texts(["甲"], [], Sides("盖章件", "Word")) == ("仅盖章件中有：「甲」；Word中没有。",)


def test_a_change_in_a_long_text_shows_its_surroundings() -> None:
    long = "一" * 60 + "全年公开信息2602条" + "二" * 60
    (line,) = compare_texts([long], [long.replace("2602", "2603")])
    assert "全年公开信息2602条" in line
    assert "全年公开信息2603条" in line
    assert len(line) < 120


def test_a_paragraph_cut_into_lines_and_changed_is_one_difference() -> None:
    word = "云岭县人民政府办公室2024年政务公开工作要点任务分解表（修订稿）"
    (line,) = compare_texts(["云岭县人民政府办公室2023年政务公开工作", "要点任务分解表（修订稿）"], [word])
    assert "2023年" in line
    assert "2024年" in line


def test_figures_that_changed_places_are_found_in_tables() -> None:
    sealed = document(table(("新收", "结转"), ("5", "3")))
    edited = document(table(("新收", "结转"), ("3", "5")))
    assert compare_documents(sealed, edited) == (
        "表1第2行第1列内容不一致：OFD为「5」，Word为「3」。",
        "表1第2行第2列内容不一致：OFD为「3」，Word为「5」。",
    )


def test_a_cell_emptied_after_sealing_is_found() -> None:
    found = compare_documents(document(table(("甲", "已完成"))), document(table(("甲", ""))))
    assert found == ("表1第1行第2列内容不一致：OFD为「已完成」，Word为「空白」。",)


def test_header_rows_and_merged_cells_may_be_printed_again() -> None:
    word = document(
        Table(
            (
                Row((text_cell("序号"), text_cell("重点工作"))),
                Row((text_cell("1"), text_cell("推进政策公开", row_span=2))),
                Row((text_cell("2"),)),
            ),
            header_rows=1,
        )
    )
    laid_out = document(
        table(("序号", "重点工作"), ("1", "推进政策公开")), table(("序号", "重点工作"), ("2", "推进政策公开"))
    )
    assert compare_documents(laid_out, word) == ()
    assert compare_documents(document(table(("序号", "重点工作"), ("1", "推进政策公开"), ("2", "2"))), word)


def test_other_cells_may_not_be_printed_again() -> None:
    word = document(table(("1", "已完成")), table(("2", "")))
    assert compare_documents(document(table(("1", "已完成"), ("2", "已完成"))), word)


def test_nested_tables_are_compared() -> None:
    def nested(figure: str) -> Document:
        return document(Table((Row((Cell((paragraph("见下表"), table(("件数", figure)))), text_cell("备注"))),)))

    assert compare_documents(nested("12"), nested("12")) == ()
    assert len(compare_documents(nested("12"), nested("13"))) == 1


def test_documents_that_have_nothing_in_common_are_told_in_time() -> None:
    assert len(compare_texts([f"左{i}" * 5 for i in range(1500)], [f"右边{i}" * 5 for i in range(1500)])) == 3000


@given(st.lists(TEXT, max_size=6))
def test_a_version_code_is_twelve_characters_that_follow_from_the_visible_text(texts: list[str]) -> None:
    code = version_code(texts)
    assert len(code) == 12
    assert set(code) <= set(ALPHABET)
    assert version_code(" ".join(t) + "\n" for t in texts) == code
    assert version_code([*texts, "改"]) != code


def test_a_version_code_never_changes_between_versions_of_this_program() -> None:
    assert version_code(["a", "b"]) == "FRCFEDSH3CPW"
    assert document_code(document(paragraph("a"), paragraph(""), table(("b", " ")))) == "FRCFEDSH3CPW"
