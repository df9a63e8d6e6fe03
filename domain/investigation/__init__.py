"""An investigation: the alerts of one ring looked into together, the party heard, and what two persons found."""
