"""Evaluation against annotated texts: `python -m tests.evaluation`. Measures; what must hold stands in the tests."""
