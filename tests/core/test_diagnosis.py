"""What 「导出诊断」 hands out: versions and tracebacks yes, words, names, places and numbers of anybody no."""

import re

from hypothesis import given
from hypothesis import strategies as st

from core.diagnosis import diagnosis, masked

LOG = """2026-11-23 09:10:11,123 INFO gui.worker: 无法读取「云岭镇台账（终稿）.docx」 (BadZipFile('C:\\\\Users\\\\zhang san\\\\桌面\\\\a b.docx'))
2026-11-23 09:10:12,000 CRITICAL gui.main_window: unexpected
Traceback (most recent call last):
  File "C:\\Users\\zhangsan\\AppData\\Local\\Programs\\Mingzhang\\_internal\\gui\\ledger\\page.py", line 61, in refresh
  File "/opt/x/lib/python3.11/site-packages/lxml/etree.py", line 7, in parse
ValueError: 张三 13812345678 zhangsan@example.com http://10.1.2.3/oa D:\\资料\\x
"""


def test_nothing_of_anybody_is_left() -> None:
    told = masked(LOG)
    for word in ("云岭", "张三", "zhang", "桌面", "13812345678", "example", "10.1.2.3", "资料", "Users"):
        assert word not in told


def test_what_a_maintainer_needs_stays() -> None:
    told = masked(LOG)
    assert "2026-11-23 09:10:11,123 INFO gui.worker: " in told
    assert "BadZipFile(" in told
    assert re.search(r'File "gui[\\/]ledger[\\/]page\.py", line 61, in refresh', told)
    assert 'File "‹库›/etree.py", line 7, in parse' in told
    assert "ValueError: " in told


def test_facts_stand_before_the_log() -> None:
    told = diagnosis({"明账": "0.1.0", "任务数": 3}, "")
    assert re.search(r"明账 +0\.1\.0", told)
    assert told.endswith("运行记录：\n（没有）\n")


@given(st.text(), st.from_regex(r"[\u4e00-\u9fa5]{1,8}", fullmatch=True), st.text())
def test_no_chinese_word_of_the_log_is_handed_out(before: str, word: str, after: str) -> None:
    told = masked(f"{before}{word}{after}")
    assert not re.search(r"[\u4e00-\u9fa5]", re.sub(r"‹..›", "", told))


@given(st.integers(min_value=1_000_000))
def test_no_long_number_of_the_log_is_handed_out(number: int) -> None:
    assert str(number) not in masked(f"ValueError: {number} failed")
