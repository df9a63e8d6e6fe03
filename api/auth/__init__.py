"""Who is it: how people and machines prove which account is theirs, and what each role may open."""
