"""What all random cases are made of."""
import random


GAMMA = 1.03905
rng = random.Random(1)


def decimal(value):
    return {"decimal": repr(value) if isinstance(value, float) else str(value)}


def contest_json(name, ballots, winners, allowed, votes, **more):
    ranked = sorted(votes.values(), reverse=True)
    margin = (ranked[winners - 1] - ranked[winners]) / ballots if len(ranked) > winners else None
    return {"type": "Contest", "name": name, "ballots": ballots, "numWinners": winners,
            "votesAllowed": allowed, "pendingBallots": 0, "isSubjectToRunoff": False,
            "candidates": [list(each) for each in votes.items()], "diluted_margin": margin} | more


def random_contest(candidates=None, winners=1, close=False, ballots=None):
    """Votes without ties between winners and losers; at most one vote a card."""
    count = candidates or rng.choice([2, 2, 3, 4, 6])
    count = max(count, winners + 1)
    while True:
        cards = ballots or int(10 ** rng.uniform(2, 6.3))
        weights = sorted((rng.random() for _ in range(count)), reverse=True)
        if close:
            weights = [0.5 + rng.uniform(0.001, 0.02)] + [0.5 / (count - 1)] * (count - 1)
        whole = sum(weights) * rng.uniform(1.0, 1.6)
        votes = [int(cards * weight / whole) for weight in weights]
        votes.sort(reverse=True)
        if votes[winners - 1] > votes[winners] and votes[winners] > 0:
            return cards, {f"c{at}": each for at, each in enumerate(votes)}


def winners_of(votes, winners):
    names = sorted(votes, key=votes.get, reverse=True)
    return names[:winners], names[winners:]


def risk_limit():
    return rng.choice([1e-10, 1e-4, 0.01, 0.03, 0.05, 0.08, 0.1, 0.2, 0.3, 0.5])
