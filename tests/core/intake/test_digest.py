"""Sentences to take over, figures of like words summed, and where a sentence of the 综合稿 came from."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.intake.digest import figures, sums_of
from core.intake.sentences import sentences, words_in
from core.intake.source import DigestSource, SourceState, by_sentence, shown_sources, state_of

UNITS = ("云岭镇", "松溪乡", "白石镇", "麦田乡")


@given(st.text(alphabet="已公开信息12条。！？；“”（）《》 \n第", max_size=80))
def test_sentences_hold_every_letter_of_the_text_in_order(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
    assert words_in(text) == len("".join(text.split()))


def test_a_stop_in_brackets_or_quotes_ends_no_sentence() -> None:
    assert sentences("公开12条（其中图解3条。视频2条）。群众说：“很方便。”下一步继续！\n另附清单") == (
        "公开12条（其中图解3条。视频2条）。",
        "群众说：“很方便。”",
        "下一步继续！",
        "另附清单",
    )


def counted(text: str) -> list[tuple[str, str, str]]:
    return [(f.name, str(f.number), f.measure) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("截至目前，我局共主动公开政府信息1,234条。", [("公开政府信息", "1234", "条")]),
        ("公开12条政务信息，开展了3次。", [("公开政务信息", "12", "条"), ("开展", "3", "次")]),
        ("在县政府门户网站发布医保政策１２条，其中图解4条。", [("发布医保政策", "12", "条"), ("图解", "4", "条")]),
        ("投入资金3.5万元", [("投入资金", "3.5", "万元")]),
        ("走访企业约8家，接待群众20余人次，公开3-5条，发布3至5条，公开率提升12%，提升12个百分点", []),
        ("第3批名单，每季度公开3条，2026年5月18日，前3个月，建设12个工作日", []),
    ],
)
def test_only_exact_counts_are_read_as_figures(text: str, found: list[tuple[str, str, str]]) -> None:
    assert counted(text) == found


@given(st.lists(st.integers(0, 9999), min_size=2, max_size=4), st.randoms())
def test_a_sum_is_that_of_its_parts_whatever_the_order_of_units(numbers: list[int], random) -> None:  # type: ignore[no-untyped-def]
    texts = [(unit, f"已公开政策信息{n}条，另有说明。") for unit, n in zip(UNITS, numbers, strict=False)]
    (found,) = sums_of(texts)
    assert found.total == sum(n for _, n in found.parts) == sum(numbers)
    assert [(unit, int(n)) for unit, n in found.parts] == list(zip(UNITS, numbers, strict=False))
    random.shuffle(texts)
    assert sums_of(texts)[0].total == found.total
    assert f"＝{sum(numbers)} 条，涉及 {len(numbers)} 个单位" in found.working
    assert all(f"{unit}{n}" in found.behind for unit, n in zip(UNITS, numbers, strict=False))


def test_other_nouns_and_other_unit_words_are_not_added() -> None:
    said = ("公开政策信息12条", "公开政策信息8件", "发布图解5条")
    assert sums_of(list(zip(UNITS, said, strict=False))) == ()


def test_a_sum_is_named_in_the_words_that_all_share_and_not_after_one_unit() -> None:
    said = ("云岭镇由分管领导主持召开会议3次", "白石镇由分管领导主持召开会议2次", "各科室分管领导主持召开会议4次")
    (found,) = sums_of(list(zip(UNITS, said, strict=False)))
    assert (found.name, found.total) == ("分管领导主持召开会议", Decimal(9))
    (two,) = sums_of(list(zip(UNITS, said[:2], strict=False)))
    assert two.name == "由分管领导主持召开会议"
    (alone,) = sums_of([("甲", "乡村治理公开栏更新5次"), ("乙", "乡村治理公开栏更新6次")])
    assert alone.name == "乡村治理公开栏更新"


def test_a_unit_with_two_figures_in_the_same_words_is_named_and_not_counted() -> None:
    texts = (
        ("云岭镇", "公开政策信息12条。全年公开政策信息30条。"),
        ("松溪乡", "公开政策信息8条。"),
        ("白石镇", "公开政策信息5条，再说一遍，公开政策信息5条。"),
    )
    (found,) = sums_of(texts)
    assert (found.total, found.unsure) == (Decimal(13), ("云岭镇",))
    assert "云岭镇写了不同的数，没有计入" in found.behind
    assert found.said[0] == ("松溪乡", "公开政策信息8条。")


def source(unit: str, sentence: str, said: str = "") -> DigestSource:
    return DigestSource(1, "第一期", unit, sentence, said or sentence)


def test_a_source_tells_when_the_units_newer_version_no_longer_says_it() -> None:
    mine = source("云岭镇", "公开12条。")
    assert state_of(mine, {"云岭镇": "已公开 12 条。 ".replace("已公开", "公开")}) is SourceState.HOLDS
    assert state_of(mine, {"云岭镇": "公开15条。"}) is SourceState.UPDATED
    assert state_of(mine, {"松溪乡": "公开12条。"}) is SourceState.WITHDRAWN


def test_sources_stand_in_the_order_of_the_text_and_go_with_their_sentence() -> None:
    kept = (
        source("云岭镇", "公开政策信息12条。"),
        source("松溪乡", "召开会议3次。"),
        source("白石镇", "走访企业8家。"),
    )
    texts = {s.unit: s.said for s in kept}
    shown = shown_sources("召开会议3次。本县公开政策信息12条。", kept, texts)
    assert [(s.source.unit, s.start) for s in shown] == [("松溪乡", 0), ("云岭镇", 9)]
    (rewritten,) = shown_sources("全县公开政策信息120条。", kept[:1], texts)
    assert rewritten.rewritten
    assert shown_sources("", kept, texts) == ()


def test_the_units_behind_one_sum_are_one_sentence() -> None:
    total = "公开政策信息共20条。"
    kept = (source("云岭镇", total, "公开政策信息12条。"), source("松溪乡", total, "公开政策信息8条。"))
    texts = {"云岭镇": "公开政策信息12条。", "松溪乡": "公开政策信息9条。"}
    (sentence,) = by_sentence(shown_sources(f"{total}下一步继续。", kept, texts))
    assert sentence.units == "云岭镇等 2 个单位"
    assert [s.source.unit for s in sentence.outdated] == ["松溪乡"]
