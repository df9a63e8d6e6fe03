"""Duties of the plans: who must do what, for whom, by when, how often; and what was done."""
