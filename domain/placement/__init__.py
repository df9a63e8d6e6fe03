"""Placements 安置: who works for whom on which terms, month by month; and whether a month counts for the quota."""
