"""The plan: a notice with its number, date and attachment line, and behind it the 工作要点 in numbered prose."""

from collections.abc import Iterator

from .package import About, docx
from .tasks import Section, Task, sections
from .typist import BODY, CELL_SECTION, HEADING_1, HEADING_2, TITLE, Font, Stand, Typist

OFFICE = "云岭县人民政府办公室"
NAME = "云岭县2026年政务公开工作要点"
LINE = 28
TEXT = Stand(indent=2, line=LINE)
PLAIN = Stand(line=LINE)
MIDDLE = Stand("center", line=34)
HEAD = Font("方正小标宋简体", 36, colour="FF0000")
LEADER = Font("楷体_GB2312", 16)
NOTICE = (
    f"《{NAME}》已经县政府同意，现印发给你们，请结合实际认真组织实施。贯彻落实中的经验做法、问题建议，请及时报告县政府办公室（政务公开股）。",
)
INTRO = (
    "2026年是“十五五”开局之年。全县政务公开工作要以习近平新时代中国特色社会主义思想为指导，深入贯彻党的二十大和二十届历次全会精神，"
    "认真落实省、市政务公开工作部署，坚持群众需要什么就公开什么、企业关心什么就解读什么，着力解决公开不及时、解读不走心、互动不顺畅、基层不会公开等问题，"
    "不断提高政府工作透明度和公信力，为全县经济社会高质量发展提供有力支撑。"
)
NUMERALS = "一二三四五六七八九"


def plan() -> bytes:
    typist = Typist("plan", "县政府办公室")
    about = About("县政府办公室", "2026-03-16T02:10:00Z", "文印室", "2026-03-27T09:31:00Z", NAME)
    return docx(typist, [*_notice(typist), *_plan(typist), *_foot(typist)], about)


def _notice(typist: Typist) -> Iterator[str]:
    yield typist.paragraph(f"{OFFICE}文件", HEAD, Stand("center", before=20))
    yield typist.paragraph("云政办发〔2026〕8号", BODY, Stand("center", line=LINE, rule="FF0000"))
    yield typist.paragraph("", BODY, PLAIN)
    yield typist.paragraph(OFFICE, TITLE, MIDDLE)
    yield typist.paragraph("关于印发《云岭县2026年政务公开\n工作要点》的通知", TITLE, MIDDLE)
    yield typist.paragraph("", BODY, PLAIN)
    yield typist.paragraph("各乡镇人民政府、街道办事处，县政府各部门、各直属机构：", BODY, PLAIN)
    for text in NOTICE:
        yield typist.paragraph(text, BODY, TEXT)
    yield typist.paragraph("", BODY, PLAIN)
    yield typist.paragraph(f"附件：{NAME}任务落实台账（填报版）", BODY, TEXT)
    for _ in range(2):
        yield typist.paragraph("", BODY, PLAIN)
    yield typist.paragraph(OFFICE, BODY, Stand("right", right=3, line=LINE))
    yield typist.paragraph("2026年3月27日", BODY, Stand("right", right=4, line=LINE))
    yield typist.paragraph("（此件公开发布）", BODY, TEXT)


def _plan(typist: Typist) -> Iterator[str]:
    yield typist.paragraph(NAME, TITLE, Stand("center", line=34, new_page=True))
    yield typist.paragraph("", BODY, PLAIN)
    yield typist.paragraph(INTRO, BODY, TEXT)
    number = 0
    for at, section in enumerate(sections()):
        yield typist.paragraph(section.title, HEADING_1, TEXT)
        yield from _section(typist, section, at, number)
        number += len(list(section.tasks))


def _section(typist: Typist, section: Section, at: int, number: int) -> Iterator[str]:
    for numeral, topic in zip(NUMERALS, section.topics, strict=False):
        yield typist.paragraph(f"（{numeral}）{topic.title}。", HEADING_2, TEXT)
        for task in topic.tasks:
            number += 1
            yield from _task(typist, task, number, at)


def _task(typist: Typist, task: Task, number: int, at: int) -> Iterator[str]:
    """Four typists, four habits: two lines, a bracket at the end, one line, a bracket of its own."""
    text = f"{number}.{task.plan}"
    both = [f"{label}：{names}" for label, names in (("牵头单位", task.lead), ("责任单位", task.responsible)) if names]
    if at == 1:
        yield typist.paragraph(f"{text}（{_clause(task)}）", BODY, TEXT)
        return
    yield typist.paragraph(text, BODY, TEXT)
    if at == 0:
        for line in both:
            yield typist.paragraph(line, LEADER, TEXT)
    elif at == 2:
        yield typist.paragraph("    ".join(both), LEADER, TEXT)
    else:
        yield typist.paragraph(f"（{'；'.join(both)}）", LEADER, TEXT)


def _clause(task: Task) -> str:
    return f"{task.lead}牵头，{task.responsible}按职责分工负责" if task.lead else f"{task.responsible}负责"


def _foot(typist: Typist) -> Iterator[str]:
    yield typist.paragraph("", BODY, PLAIN)
    yield typist.paragraph(
        "抄送：县委办公室，县人大常委会办公室，县政协办公室，县纪委监委机关，县人民法院，县人民检察院。",
        CELL_SECTION,
        Stand(line=24, indent=1),
    )
    yield typist.paragraph(f"{OFFICE}              2026年3月27日印发", CELL_SECTION, Stand(line=24, indent=1))
