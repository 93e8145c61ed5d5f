"""Room: gui. 通报与评分: cases decided by a person, the year's scores, 整改销号, the 通报, the office's rules."""
