"""Instant runoffs: every order of elimination tried."""
import itertools
import json
import math

from made import rng


def runoff(choices, ballots):
    standing, order = set(range(choices)), []
    while len(standing) > 1:
        tally = dict.fromkeys(standing, 0)
        for count, ranks in ballots:
            first = next((each for each in ranks if each in standing), None)
            if first is not None:
                tally[first] += count
        least = min(tally.values())
        last = [each for each in standing if tally[each] == least]
        if len(last) > 1:
            return None
        standing.remove(last[0])
        order.append(last[0])
    return order + list(standing)


def hardest_assertion(choices, ballots, winner, cards):
    """For every other order of elimination the easiest assertion that rules it out; the hardest of
    these is what any set of assertions has to bear."""
    def tally(standing):
        out = dict.fromkeys(standing, 0)
        for count, ranks in ballots:
            first = next((each for each in ranks if each in standing), None)
            if first is not None:
                out[first] += count
        return out

    def difficulty(more, less):
        return cards / (more - less) if more > less else math.inf

    first = tally(range(choices))
    never = {}
    for w in range(choices):
        for l in range(choices):
            if w != l:
                behind = sum(count for count, ranks in ballots if l in ranks
                             and (w not in ranks or ranks.index(l) < ranks.index(w)))
                never[w, l] = difficulty(first[w], behind)
    hardest = 0.0
    for order in itertools.permutations(range(choices)):
        if order[-1] == winner:
            continue
        easiest = math.inf
        for at in range(choices - 1):
            standing = order[at:]
            counted = tally(standing)
            out_first = standing[0]
            for other in standing[1:]:
                easiest = min(easiest, difficulty(counted[out_first], counted[other]),
                              never[out_first, other])
        hardest = max(hardest, easiest)
    return hardest


def raire_solutions(cases, folder):
    out = []
    (folder / "raire").mkdir(exist_ok=True)
    for case in range(cases):
        choices = rng.randint(2, 5)
        ballots = {}
        favour = [rng.random() ** 2 + 0.05 for _ in range(choices)]
        for _ in range(rng.choice([40, 300, 2000])):
            left, ranks = list(range(choices)), []
            while left and (not ranks or rng.random() < 0.8):
                ranks.append(rng.choices(left, weights=[favour[each] for each in left])[0])
                left.remove(ranks[-1])
            ballots[tuple(ranks)] = ballots.get(tuple(ranks), 0) + 1
        listed = [(count, ranks) for ranks, count in ballots.items()]
        order = runoff(choices, listed)
        if order is None:
            continue
        cards = sum(count for count, _ in listed) + rng.randint(0, 30)
        hardest = hardest_assertion(choices, listed, order[-1], cards)
        name = f"made{case}"
        (folder / "raire" / f"{name}.json").write_text(
            json.dumps({"votes": [{"n": count, "prefs": ranks} for count, ranks in listed]}))
        row = {"name": name, "audit": {"type": "OneOnMargin", "total_auditable_ballots": cards},
               "n_candidates": choices, "declared_winner": order[-1]}
        if hardest == math.inf:
            row["raire_java_solution"] = {"Err": "CouldNotRuleOut"}
        else:
            row["raire_java_solution"] = {"Ok": {"winner": order[-1], "difficulty": hardest,
                                                 "assertions": [None] * choices * choices}}
        out.append(row)
    return {"vectors": out}
