"""The form as four units sent it back for the first half of the year, each untidy in its own way."""

from collections.abc import Iterator, Mapping, Sequence

from .ledger import HEADINGS, INTRO, LAST_HEADINGS, TITLES, Filling, ledger_body
from .package import CROSSWISE, About, docx
from .progress import progress_of, shown_progress
from .tables import Line, box, table
from .tasks import Section, Task, Topic, sections
from .typist import CELL, CELL_HEAD, Stand, Typist

HALF = str.maketrans("，；：（）", ",;:()")
LEFT = Stand(line=17)
MIDDLE = Stand("center", line=17)


def bureau() -> bytes:
    """县医疗保障局: revision marks left in, words of last year struck out, fresh typing in WPS's default look."""
    typist = Typist("returned-bureau", "县医保局李建国", "2026-07-08T15:26:00Z")
    progress = {
        **progress_of("县医疗保障局"),
        1: "不涉及",
        6: "不涉及：补贴资金由县财政局、县农业农村局发放。",
        8: "我局2026年部门预算已于2月11日公开。",
    }
    filling = Filling("填报单位（盖章）：云岭县医保局          联系人：周敏          联系电话：6212016", progress)
    about = About("县政府办公室", "2026-03-24T08:40:00Z", "县医保局李建国", "2026-07-08T15:31:00Z", "附件")
    return docx(typist, ledger_body(typist, filling), about, CROSSWISE)


def town() -> bytes:
    """云岭镇人民政府: made on an early draft of the form, two rows deleted and the rest renumbered, half-width signs."""
    typist = Typist("returned-town")
    about = About("县政府办公室", "2026-03-18T01:20:00Z", "Administrator", "2026-07-10T11:48:00Z")
    return docx(typist, ledger_body(typist, _town()), about, CROSSWISE)


def _town() -> Filling:
    tasks = {task.number: task for section in sections() for task in section.tasks}
    kept = [number for number in tasks if number not in (7, 8)]
    texts = {n: tasks[n].text.translate(HALF) for n in (4, 5, 9, 16, 20)}
    texts[6] = tasks[6].text.replace("不少于7天", "不少于5天").replace("，注意隐去身份证号、银行账号等个人信息", "")
    texts[21] = tasks[21].text.replace("示范点20个，其中每个乡镇、街道不少于2个", "示范点18个")
    progress = progress_of("云岭镇人民政府")
    half = {number: progress[number].translate(HALF) for number in (4, 9, 18)}
    wrong = {20: "拟定于2025年9月第三周开展政府开放周活动，正在制定方案。", 13: "不涉及", 15: "无"}
    return Filling(
        head="报送单位:云岭镇政府        填报人:罗建平        手机:6215033        日期:2026.7.10",
        progress={**progress, **half, **wrong, 6: _subsidies},
        intro="",
        titles=("云岭镇2026年上半年政务公开工作要点任务落实台账",),
        dropped=frozenset((7, 8)),
        renumbered={number: str(at) for at, number in enumerate(kept, 1)},
        texts=texts,
        headings=("进展落实情况",) * 4,
        blanks=False,
    )


def _subsidies(typist: Typist) -> str:
    """A table typed into the progress cell."""
    rows = (
        ("补贴名称", "户数", "公示时间"),
        ("耕地地力保护", "3286", "4.7-4.14"),
        ("农机购置与应用", "19", "5.20-5.27"),
    )
    widths = (1050, 560, 720)
    lines = [Line([box(typist, text, CELL_HEAD if row is rows[0] else CELL, MIDDLE) for text in row]) for row in rows]
    before = typist.paragraph("上半年公示情况如下：", CELL, LEFT)
    after = typist.paragraph("收到异议6条，均已核实更正；结果于5月6日报县农业农村局上网公开。", CELL, LEFT)
    return before + table(typist, widths, lines, nested=True) + after


def web_page() -> bytes:
    """县司法局: the form filled in on the office network and saved as a web page, in GBK as that system writes."""
    progress = shown_progress("县司法局")
    rows = "".join(_web_section(section, progress) for section in sections())
    title = "".join(f'<p class="title">{text}</p>' for text in TITLES)
    page = WEB.format(title=title, intro=INTRO, rows=rows)
    return page.replace("\n", "\r\n").encode("gbk")


WEB = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>云岭县协同办公平台 - 表单填报</title>
<style>.title{{text-align:center;font:bold 22px 宋体}} td{{border:1px solid #000;font:14px 仿宋_GB2312;padding:2px}} .nav{{color:#666}}</style>
<script type="text/javascript">function doPrint(){{window.print();}}</script>
</head>
<body onload="init&amp;&amp;init()">
<div class="nav">当前位置：协同办公 &gt; 公文交换 &gt; 表单填报 &gt; 查看<span style="display:none">formId=20260408017</span></div>
<div id="toolbar"><a href="javascript:doPrint()">打印</a>&nbsp;|&nbsp;<a href="javascript:history.back()">返回</a></div>
{title}
<p>{intro}</p>
<p>填报单位（盖章）：<u>云岭县司法局&nbsp;&nbsp;&nbsp;</u>&nbsp;&nbsp;联系人：<u>何秀兰</u>&nbsp;&nbsp;联系电话：<u>6218120</u></p>
<table border="1" cellspacing="0" cellpadding="0" width="1180">
<tbody>
{rows}</tbody>
</table>
<div class="nav">提交人：何秀兰　提交时间：2026-07-09 17:42　流程状态：已送达（政务公开股）</div>
<!-- page generated in 0.31s -->
</body>
</html>
"""


def _web_section(section: Section, progress: Mapping[int, str]) -> str:
    spans = ("", ' colspan="2"', "", "", "", "", "")
    cells = "".join(f"<td{span}><b>{text}</b></td>" for text, span in zip(HEADINGS, spans, strict=True))
    rows = [f'<tr><td colspan="8"><b>{section.title}</b></td></tr>', f"<tr>{cells}</tr>"]
    rows += [row for topic in section.topics for row in _web_topic(topic, progress)]
    return "\n".join(rows) + "\n"


def _web_topic(topic: Topic, progress: Mapping[int, str]) -> Iterator[str]:
    down = f' rowspan="{len(topic.tasks)}"' if len(topic.tasks) > 1 else ""
    for at, task in enumerate(topic.tasks):
        across = "" if task.subtopic else ' colspan="2"'
        first = "" if at else f"<td{across}{down}>{topic.title}</td>"
        second = f"<td>{task.subtopic}</td>" if task.subtopic else ""
        rest = (task.text, task.indicator, task.units, task.due, progress.get(task.number, ""))
        cells = "".join(f"<td>{_web(text)}</td>" for text in rest)
        yield f'<tr><td align="center">{task.number}</td>{first}{second}{cells}</tr>'


def _web(text: str) -> str:
    """Line breaks as <br>, a blank as the space that keeps an empty cell's border."""
    return text.replace("\n", "<br>") or "&nbsp;"


def pasted_text() -> bytes:
    """清河街道办事处: the whole table pasted into Notepad, the rows it had nothing to say on taken out."""
    progress = shown_progress("清河街道办事处")
    lines = ["云岭县2026年政务公开工作要点任务落实台账", "", "清河街道办事处   联系人:杨波   电话:6213377", ""]
    for at, section in enumerate(sections()):
        lines += _pasted_section(section, at, progress)
    return ("\n".join(lines) + "\n").replace("\n", "\r\n").encode("utf-8-sig")


def _pasted_section(section: Section, at: int, progress: Mapping[int, str]) -> list[str]:
    rows = [
        "\t".join(_pasted(topic, task, progress[task.number]))
        for topic in section.topics
        for task in topic.tasks
        if task.number in progress
    ]
    heading = "\t".join((HEADINGS[0], HEADINGS[1], "", *HEADINGS[2:-1], LAST_HEADINGS[at]))
    return [section.title, heading, *rows] if rows else []


def _pasted(topic: Topic, task: Task, progress: str) -> Sequence[str]:
    """A merged cell's text is pasted with its first row only; breaks inside cells become spaces."""
    title = topic.title if task is topic.tasks[0] else ""
    cells = (str(task.number), title, task.subtopic, task.text, task.indicator, task.units, task.due, progress)
    return [" ".join(cell.split("\n")) for cell in cells]
