"""What is remembered: one write door, many read rooms."""
