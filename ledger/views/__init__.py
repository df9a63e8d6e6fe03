"""The read rooms: tables that are folded from the events, and what readers may ask of them."""
