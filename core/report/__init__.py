"""Room: core. The annual report (政府信息公开工作年度报告): form, reading, rules, repair, roll-up, composing."""
