"""What is fast and how fast: each measure beside the raw limit of the same rows on the same disk in the same run."""
