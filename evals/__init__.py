"""Evaluation: cases, runs, scores and reports. `python -m evals --help`."""
