"""Room: gui. What the registers say of a year, for the report and the ledger: figures to put in, what R7 is answered with."""

from collections.abc import Sequence

from core.errors import LedgerError
from core.finding import Finding
from core.registers.figures import REGISTER as FIGURES
from core.registers.figures import YearSum, sum_figures
from core.registers.kit import RegisterKit
from core.registers.normative import REGISTER as NORMATIVE
from core.registers.normative import VALID, derive_normative, told_balance
from core.registers.told_figures import told_findings
from core.report.report import AnnualReport
from gui.registers.kit import kit_of
from gui.workbench import Workbench


class YearData:
    """Read once a year and kept until an entry changes: `forget` on subjects_touched."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._kit: RegisterKit | None = None
        self._kept: dict[int, tuple[YearSum, ...]] = {}

    def forget(self) -> None:
        self._kept.clear()

    def sums(self, year: int | None) -> Sequence[YearSum]:
        """Those that have a value."""
        kit = self._registers()
        if kit is None or not year:
            return ()
        if year not in self._kept:
            entries = self._bench.store.registers.of(FIGURES)
            self._kept[year] = tuple(s for s in sum_figures(entries, kit.figures, year) if s.value is not None)
        return self._kept[year]

    def findings(self, report: AnnualReport) -> list[Finding]:
        """The report's words against the year's figures."""
        return told_findings(report, self.sums(report.year))

    def answer(self, finding: Finding, report: AnnualReport | None, last_year: AnnualReport | None) -> str:
        """What the register of normative files says to R7; "" for any other finding, or without entries."""
        if finding.rule != "R7" or VALID not in finding.where or report is None or not report.year:
            return ""
        entries = self._bench.store.registers.of(NORMATIVE)
        before = last_year.number(VALID) if last_year else None
        if not entries or before is None:
            return ""
        return told_balance(derive_normative(entries, report.year), int(before))

    def _registers(self) -> RegisterKit | None:
        if self._kit is None:
            try:
                self._kit = kit_of(self._bench)
            except LedgerError as e:  # a user's own file with a fault: told once, the report opens all the same
                self._bench.failed.emit(e.message)
        return self._kit
