"""The levy side of the employment security fund: what an employer owes who places too few, and what becomes of it."""
