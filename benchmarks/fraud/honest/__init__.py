"""The honest world: nobody in it does anything that a label speaks of."""
