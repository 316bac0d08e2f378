"""How well groups of questions show the topics that no document covers. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from evals.intervals import rate

_OF_A_TOPIC = 3  # of its five questions, in one group that is mostly its own


def gap_scores(
    groups: Sequence[Sequence[int]], labels: Mapping[int, str], topics: frozenset[str]
) -> dict[str, Any]:
    """`groups`: question ids. `labels`: of every question; those that are in `topics` have no answer.

    A topic is found if more than half of a group, and at least 3 questions of it, are the topic's.
    purity = sum of the largest label's share of each group's size, over groups of two and more that
    hold a question of a topic (Manning et al., Introduction to Information Retrieval, 16.3).
    """
    found: set[str] = set()
    most = members = answerable = apart = 0
    for group in groups:
        counts = Counter(labels[i] for i in group)
        label, number = counts.most_common(1)[0]
        of_topics = sum(n for name, n in counts.items() if name in topics)
        if label in topics and number >= _OF_A_TOPIC and number > len(group) / 2:
            found.add(label)
        if len(group) > 1 and of_topics:
            most += number
            members += len(group)
        answerable += len(group) - of_topics
        apart += 0 if of_topics else len(group)
    return {
        "groups": len(groups),
        "of_two_and_more": sum(len(group) > 1 for group in groups),
        "topics": len(topics),
        "found": len(found),
        "not_found": sorted(topics - found),
        "purity": rate(most, members),
        "answerable": {
            "questions": answerable,
            "in_groups_without_a_topic": apart,
            "groups_without_a_topic": sum(
                not topics.intersection(labels[i] for i in group) for group in groups
            ),
        },
    }
