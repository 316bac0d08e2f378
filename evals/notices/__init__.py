"""Makes notices of made-up programmes, and questions whose answers' places are known.

Every run with the same seed writes the same files. Splits a and b share no region, agency or brand,
no way of asking and, for each clause, not all wordings: what is tuned on a is tested on b.
"""
