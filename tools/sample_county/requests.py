"""A year of 60 invented requests: every channel, 补正, opinions, extensions, fees, disputes; ten come from the year before."""

from datetime import date, timedelta

from core.calendar import WorkCalendar

KINDS = ["person"] * 7 + ["business", "legal", "other"]
CHANNELS = ["online", "in_person", "signed_mail", "online", "plain_mail", "fax"]
RESULTS = [
    "grant",
    "grant",
    "grant",
    "partial",
    "deny_third",
    "none_held",
    "none_make",
    "skip_petition",
    "skip_repeat",
    "deny_internal",
]
SUBJECTS = [
    "征地补偿方案",
    "2024年财政预算执行情况",
    "农村低保发放名单",
    "公益林补助标准",
    "学校招生划片范围",
    "危房改造补助结果",
]


def sixty(calendar: WorkCalendar, year: int = 2025) -> list[dict[str, str]]:
    """Field key → value; all answered in time but the last five, which are carried out."""
    made: list[dict[str, str]] = []
    for n in range(60):
        arrived = date(year - 1, 12, 10) + timedelta(days=n * 6 + n % 3)
        values = {
            "number": f"{arrived.year}-{n + 1:03d}",
            "applicant_kind": KINDS[n % len(KINDS)],
            "subject": f"申请公开云岭镇{SUBJECTS[n % len(SUBJECTS)]}",
            "channel": CHANNELS[n % len(CHANNELS)],
            "arrived_on": arrived.isoformat(),
            "handler": "赵敏" if n % 2 else "李强",
        }
        start = arrived
        if values["channel"] in ("online", "plain_mail", "fax"):
            start = arrived + timedelta(days=1)
            values["confirmed_on"] = start.isoformat()
        if n % 9 == 4:
            values["correction_sent_on"] = (start + timedelta(days=3)).isoformat()
            start += timedelta(days=12)
            values["correction_back_on"] = start.isoformat()
        if n % 11 == 6:
            values |= {"extended_days": "10", "extension_told_on": (start + timedelta(days=14)).isoformat()}
        if n < 55:
            answered = calendar.add(start, 8 + n % 12) or start + timedelta(days=20)
            values |= {"answered_on": answered.isoformat(), "answer_number": f"云镇公开〔{answered.year}〕{n + 1}号"}
            values["result"] = RESULTS[n % len(RESULTS)]
            if n in (20, 31):
                values |= {"review_filed_on": (answered + timedelta(days=20)).isoformat()}
            if n == 20:
                values |= {"review_ended_on": (answered + timedelta(days=70)).isoformat(), "review_result": "upheld"}
                values["suit_filed_on"] = (answered + timedelta(days=80)).isoformat()
        made.append(values)
    return made
