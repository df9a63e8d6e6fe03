"""The demonstration: a year in three places and a ring of rented certificates, played by the commands of officers."""
