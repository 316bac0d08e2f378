"""The process that checks a new generation: see verify.py."""

from assistant.index.verify import main

main()
