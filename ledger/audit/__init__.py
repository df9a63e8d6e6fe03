"""The auditors' room: trace any fen, recompute any decision, verify a whole book."""
