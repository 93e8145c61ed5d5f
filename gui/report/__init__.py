"""Room: gui. 年度报告: the sheet, the words, what does not add up, in and out, the roll-up."""
