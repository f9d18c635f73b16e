"""SUITE: a compared and a polled stratum."""
import math

from comparison import log_errors
from made import GAMMA, contest_json, random_contest, rng


def log_falling(x, count):
    return sum(math.log(x - at) for at in range(count)) if x - count + 1 > 1e-9 or not count else -math.inf


def polling_p(stratum, null_margin):
    cards, v_w, v_l, n, x_w, x_l = stratum
    rest = n - x_w - x_l

    def log_likelihood(w, margin):
        return (log_falling(w, x_w) + log_falling(w - margin, x_l)
                + log_falling(cards - 2 * w + margin, rest))

    reported = log_likelihood(v_w, v_w - v_l)
    if n == 0 or reported == -math.inf:
        return 1.0
    low = max(x_w, x_l + null_margin, null_margin, 0)
    high = (cards - rest + null_margin) / 2
    if low > high:
        return 0.0
    for _ in range(300):  # Concave: thirds of the range close in on the top.
        one, two = low + (high - low) / 3, high - (high - low) / 3
        low, high = (one, high) if log_likelihood(one, null_margin) < log_likelihood(two, null_margin) else (low, two)
    best = log_likelihood((low + high) / 2, null_margin)
    return min(1.0, math.exp(min(0.0, best - reported)))


def comparison_p(stratum, margin, share):
    cards, n, found = stratum
    step = 1 - share * margin / (2 * GAMMA * cards)
    if step <= 0:
        return 1.0
    return min(1.0, math.exp(min(1.0, n * math.log(step) + log_errors(*found, GAMMA))))


def chi_squared_at(p):
    low, high = 0.0, 1500.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if math.exp(-middle / 2) * (1 + middle / 2) > p else (low, middle)
    return low


def suite_p(alpha, compared, polled, votes_1, votes_2):
    """Every point of the grid, refined around the highest until the modulus allows the answer."""
    m_1, m_2 = votes_1[0] - votes_1[1], votes_2[0] - votes_2[1]
    margin = m_1 + m_2
    cards_1, cards_2 = compared[0], polled[0]
    grid = (max(m_1 - cards_1, margin - (m_2 + cards_2)) / margin,
            min(m_1 + cards_1, margin - (m_2 - cards_2)) / margin, 0.05)

    def highest(start, end, step):
        best, where = 0.0, None
        for at in range(max(1, math.ceil((end - start) / step + 1 - 1e-12))):
            share = start + at * step
            one = comparison_p(compared, margin, share)
            two = polling_p(polled, m_2 - (1 - share) * margin)
            if 1 - share * margin / (2 * GAMMA * cards_1) <= 0:
                one = 0.0  # More than all of its cards can hold.
            p = 0.0 if one <= 0 or two <= 0 else min(1.0, one * two * (1 - math.log(one * two)))
            if p > best:
                best, where = p, share
        return best, where if where is not None else start

    best, where = highest(*grid)
    step = grid[2]
    while best <= alpha:
        n, x_w, x_l = polled[3:]
        moved = margin * step
        reach = (2 * (x_w + x_l) * math.log1p(moved) + 2 * (n - x_w - x_l) * math.log1p(2 * moved)
                 + 2 * compared[1] * math.log1p(moved / (2 * cards_1 * GAMMA)))
        if best <= 0 or reach <= abs(chi_squared_at(best) - chi_squared_at(alpha)):
            break
        finer, there = highest(where - 2 * step, where + 2 * step, step / 10)
        step /= 10
        if finer > best:
            best, where = finer, there
    return best


def arlo_suite(cases):
    out = []
    for _ in range(cases):
        cards, votes = random_contest(candidates=2, ballots=rng.choice([900, 12000, 400000]))
        (w, v_w), (l, v_l) = votes.items()
        share = rng.choice([0.1, 0.5, 0.9, 0.97])
        cards_1 = max(10, round(cards * share))
        cards_2 = cards - cards_1
        votes_1 = (round(v_w * share), round(v_l * share))
        votes_2 = (v_w - votes_1[0], v_l - votes_1[1])
        if cards_2 < 10 or sum(votes_1) > cards_1 or sum(votes_2) > cards_2:
            continue
        margin = v_w - v_l
        n_1, n_2 = rng.randint(0, min(400, cards_1 - 1)), rng.randint(0, min(150, cards_2))
        drawn = rng.sample(range(cards_2), n_2)
        x_w = sum(each < votes_2[0] for each in drawn)
        x_l = sum(votes_2[0] <= each < sum(votes_2) for each in drawn)
        found = {"o1": rng.choice([0, 0, 0, 1]), "o2": rng.choice([0] * 9 + [1]),
                 "u1": rng.choice([0, 0, 1]), "u2": 0}
        limit = rng.choice([0.05, 0.1, 0.2])
        polled = {"type": "BallotPollingStratum", "num_ballots": cards_2,
                  "vote_totals": {w: votes_2[0], l: votes_2[1]},
                  "sample": {"r": {w: x_w, l: x_l}}, "sample_size": n_2}
        compared = {"type": "BallotComparisonStratum", "num_ballots": cards_1,
                    "vote_totals": {w: votes_1[0], l: votes_1[1]},
                    "misstatements": {"map": [[[w, l], found]]}, "sample_size": n_1}
        contest = contest_json("s", cards, 1, 1, votes)
        counts = tuple(found[name] for name in ("o1", "o2", "u1", "u2"))
        for _ in range(2):
            at = rng.uniform(-0.4, 1.4)
            out.append({"function": "suite.BallotPollingStratum.compute_pvalue",
                        "input": {"reported_margin": margin, "winner": w, "loser": l, "null_lambda": at, "self": polled},
                        "output": polling_p((cards_2, *votes_2, n_2, x_w, x_l),
                                            votes_2[0] - votes_2[1] - at * margin)})
            out.append({"function": "suite.BallotComparisonStratum.compute_pvalue",
                        "input": {"reported_margin": margin, "winner": w, "loser": l, "null_lambda": at, "self": compared},
                        "output": comparison_p((cards_1, n_1, counts), margin, at)})
        if cards <= 12000 and n_1 + n_2:
            out.append({"function": "suite.maximize_fisher_combined_pvalue",
                        "input": {"alpha": limit, "contest": contest, "bp_stratum": polled,
                                  "cvr_stratum": compared, "winner": w, "loser": l, "stepsize": 0.05},
                        "output": suite_p(limit, (cards_1, n_1, counts), (cards_2, *votes_2, n_2, x_w, x_l),
                                          votes_1, votes_2)})
    return {"vectors": out}
