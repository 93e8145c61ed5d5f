"""Room: tools. Damaged and hostile files by the thousand: where they come from, what is done to them, who must read them."""
