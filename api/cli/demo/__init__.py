"""The demonstration: a year in Huzhou, Hunan and Shanxi, played through the same commands that officers use."""
