"""Certification 联网认证: an employer-year whose counted person-months were examined; it holds the counting claims."""
