"""Room: gui. Page 汇总台账: the round task by task, the 综合稿 written beside the units’ texts, and what goes out."""
