"""The rules of ACME, one module each."""
