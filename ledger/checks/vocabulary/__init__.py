"""Derived tables: words that checks share, such as whose account is linked to which employer; made once for all."""
