"""The rules of the government plans: what each says, and what carries it out."""
