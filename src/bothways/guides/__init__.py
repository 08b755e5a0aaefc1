"""Short playbooks: what to do, words to borrow, and where each is shown."""
