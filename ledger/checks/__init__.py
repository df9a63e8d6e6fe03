"""Fraud checks: rules about named tables, written once, compiled to SQL text, and run at three speeds."""
