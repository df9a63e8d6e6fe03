"""The people served: the real-name register, what was done for each person, and how far each duty of service is met."""
