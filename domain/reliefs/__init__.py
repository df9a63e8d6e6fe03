"""Reliefs: money that is not charged or not counted, and conditions that are relaxed; nothing is paid out."""
