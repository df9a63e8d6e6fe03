"""Evidence: registers that other bodies keep, imported as whole numbers and codes under pseudonymous keys."""
