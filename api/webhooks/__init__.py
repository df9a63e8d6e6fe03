"""Delivery over the network: which addresses may be reached, how a body is posted, and the loop of a worker."""
