"""Runs the features of the levy and of the fund's uses."""
