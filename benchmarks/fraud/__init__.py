"""The labelled benchmark of the fraud checks: a seeded population, its frauds and whoever looks like one."""
