"""A verdict, told step by step: failing, doubtful and unknown are never confused."""

import pytest

from core.finding import Severity
from core.seal import Seal, SealCheck, SealedFile, judge
from core.seal_findings import GOOD
from core.verdict_steps import STEP_STATE_LABELS, Step, StepState, headline, steps

PART = "Doc_0/Pages/Page_0/Content.xml"


def check(**facts: object) -> SealCheck:
    sound = {"description_same": True, "signature_fits": True, "signer_listed": True, "maker_fits": True}
    return SealCheck(Seal("云岭镇人民政府"), "Signature.xml", frozenset({PART}), **(sound | facts))  # type: ignore[arg-type]


def file(*checks: SealCheck, **facts: object) -> SealedFile:
    given = {"seals": checks, "declared": True, "content": (PART,), "visible": frozenset({PART})}
    return SealedFile(**(given | facts))  # type: ignore[arg-type]


def told(sealed: SealedFile) -> dict[str, Step]:
    return {step.title: step for step in steps(judge(sealed))}


def test_a_sound_seal_passes_every_step_but_the_issuer() -> None:
    verdict = judge(file(check()))
    assert headline(verdict) == (StepState.HOLDS, GOOD)
    states = [step.state for step in steps(verdict)]
    assert states == [StepState.HOLDS] * 7 + [StepState.UNKNOWN]
    assert "离线" in steps(verdict)[-1].words


def test_an_unsealed_file_is_told_as_that_and_no_more() -> None:
    verdict = judge(SealedFile())
    assert headline(verdict)[0] is StepState.DOUBTFUL
    assert "未盖章" in headline(verdict)[1]
    assert [step.title for step in steps(verdict)] == ["打开文件", "盖章"]


def test_a_seal_that_was_taken_away_fails() -> None:
    assert headline(judge(SealedFile(leftover=True)))[0] is StepState.FAILS


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({"broken": (PART,)}, "内容摘要"),
        ({"signature_fits": False}, "签名验算"),
        ({"description_same": False}, "签名验算"),
        ({"readable": False}, "签名验算"),
        ({"maker_fits": False}, "印章数据"),
        ({"signer_listed": False}, "印章数据"),
        ({"seal_file_same": False}, "印章数据"),
    ],
)
def test_each_failure_stands_in_its_own_step(facts: dict[str, object], title: str) -> None:
    sealed = file(check(**facts))
    failed = [step for step in steps(judge(sealed)) if step.state is StepState.FAILS]
    assert title in [step.title for step in failed]
    assert all(any(f.severity is Severity.ERROR for f in step.details) for step in failed)
    assert headline(judge(sealed))[0] is StepState.FAILS


def test_a_page_that_no_seal_covers_fails_the_step_of_coverage() -> None:
    other = "Doc_0/Pages/Page_1/Content.xml"
    step = told(file(check(), content=(PART, other), visible=frozenset({other})))["保护范围"]
    assert step.state is StepState.FAILS
    assert other in step.details[0].message


def test_a_hidden_part_that_is_not_covered_is_no_failure() -> None:
    sealed = file(check(), content=(PART, "Doc_0/data.json"))
    assert told(sealed)["保护范围"].state is StepState.HOLDS
    assert headline(judge(sealed))[0] is StepState.HOLDS


@pytest.mark.parametrize("fact", ["description_same", "signature_fits"])
def test_a_signature_that_cannot_be_reckoned_is_unknown_and_not_failed(fact: str) -> None:
    sealed = file(check(**{fact: None}))
    assert told(sealed)["签名验算"].state is StepState.UNKNOWN
    assert headline(judge(sealed))[0] is StepState.UNKNOWN
    assert told(sealed)["有效期"].state is StepState.UNKNOWN


def test_an_unknown_digest_leaves_the_content_unknown() -> None:
    sealed = file(check(unjudged=(PART,), digest_method="X"))
    assert headline(judge(sealed))[0] is StepState.UNKNOWN
    assert told(sealed)["内容摘要"].state is StepState.UNKNOWN


def test_of_an_unreadable_seal_nothing_is_called_passed_that_was_not_looked_at() -> None:
    after = told(file(check(readable=False)))
    for title in ("签名验算", "印章数据", "有效期"):
        assert after[title].state is not StepState.HOLDS, title


def test_a_date_outside_the_term_is_to_be_looked_at() -> None:
    sealed = file(check(in_certificate_term=False))
    assert told(sealed)["有效期"].state is StepState.DOUBTFUL
    state, words = headline(judge(sealed))
    assert state is StepState.DOUBTFUL
    assert words.startswith(GOOD)


def test_every_state_has_its_word() -> None:
    assert set(STEP_STATE_LABELS) == set(StepState)
