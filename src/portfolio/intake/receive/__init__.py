"""Which files there are, what type each is, and the worker processes that read them."""
