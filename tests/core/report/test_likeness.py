"""年年雷同: whole sections, and the paragraph of problems that stands again."""

from core.report.likeness import likeness, repeated_paragraph

PROBLEM = "一是政策解读偏重文字，基层群众反映篇幅长、术语多；二是个别股室对依申请公开办理期限掌握不准，1件申请临近期限才提交答复初稿，需要提醒。"


def test_a_problem_that_stands_again_is_found_though_the_rest_is_new() -> None:
    assert repeated_paragraph(f"{PROBLEM}\n下一步抓短视频。", f"{PROBLEM}\n已实行每周固定更新，并开展专题培训。") == 100


def test_new_figures_in_old_words_are_still_old_words() -> None:
    assert repeated_paragraph(PROBLEM, PROBLEM.replace("1件", "3件")) == 100


def test_short_paragraphs_and_other_problems_are_not_alike() -> None:
    assert repeated_paragraph("存在的主要问题：", "存在的主要问题：") == 0
    assert (
        repeated_paragraph(
            PROBLEM,
            "一是平台栏目更新不及时，个别栏目超过半年没有内容；二是基层站所人员变动频繁，业务不熟，报送材料质量参差不齐，退改较多。",
        )
        == 0
    )


def test_short_texts_are_alike_by_nature() -> None:
    assert likeness("无。", "无。") == 0
