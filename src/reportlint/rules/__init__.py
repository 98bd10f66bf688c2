"""Rules, one package a family, one module a rule, the data beside it."""
