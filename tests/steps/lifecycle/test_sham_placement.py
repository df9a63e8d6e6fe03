"""Sham placement: a doubt stops the money; what is found true is refused, ended and recovered."""

from pytest_bdd import scenarios

scenarios("lifecycle/sham_placement.feature")
