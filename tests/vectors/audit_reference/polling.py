"""Ballot polling: BRAVO, Minerva, Providence."""
import math
from fractions import Fraction

from made import contest_json, decimal, random_contest, risk_limit, rng, winners_of


def binomial(n, p):
    """All probabilities of k hits, by logarithms of factorials where p is a fraction of floats."""
    log_p, log_q = math.log(p), math.log1p(-p)
    base = math.lgamma(n + 1)
    return [math.exp(base - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * log_p
                     + (n - k) * log_q) for k in range(n + 1)]


def tails(n, p):
    mass = binomial(n, p)
    out = [0.0] * (n + 2)
    for k in range(n, -1, -1):
        out[k] = out[k + 1] + mass[k]
    return out


def exact_tail(n, p, k):
    return sum(math.comb(n, j) * p ** j * (1 - p) ** (n - j) for j in range(max(k, 0), n + 1))



def log_bravo(votes_w, votes_l, x_w, x_l):
    out = x_w * math.log(Fraction(2 * votes_w, votes_w + votes_l)) if x_w else 0.0
    if x_l and not votes_l:
        return -math.inf
    return out + (x_l * math.log(Fraction(2 * votes_l, votes_w + votes_l)) if x_l else 0.0)


def bravo_average(votes, winners, cards, alpha, seen):
    won, lost = winners_of(votes, winners)
    most = 0
    for w in won:
        for l in lost:
            if votes[l] == 0:
                continue
            s = votes[w] / (votes[w] + votes[l])
            z_w, z_l = math.log(2 * s), math.log(2 - 2 * s)
            log_t = log_bravo(votes[w], votes[l], seen.get(w, 0), seen.get(l, 0))
            p_w, p_l = votes[w] / cards, votes[l] / cards
            most = max(most, math.ceil((math.log(1 / alpha) - log_t + z_w / 2)
                                       / (p_w * z_w + p_l * z_l)))
    return most


def normal_quantile(q):
    low, high = -40.0, 40.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if 0.5 * math.erfc(-middle / math.sqrt(2)) < q else (low, middle)
    return low


def binomial_quantile(q, n, p):
    total = 0.0
    for k, mass in enumerate(binomial(n, p)):
        total += mass
        if total >= q:
            return k
    return n


def bravo_quantile(alpha, p_w, p_r, x_w, x_r, certainty, cards):
    p = p_w / (p_w + p_r)
    plus, minus = math.log(2 * p), math.log(2 * (1 - p))
    need = math.log(1 / alpha) - (x_w * plus + x_r * minus)
    if need <= 0:
        return 0
    z, d = -normal_quantile(certainty), p * (1 - p)
    f, g = need / (plus - minus), minus / (plus - minus) + p
    a, b, c = g * g, -(z * z * d + 2 * f * g), f * f
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    n = math.floor((-b + (root if certainty > 0.5 else -root)) / (2 * a))
    while n < cards:
        k = binomial_quantile(1 - certainty, n, p)
        if k * plus + (n - k) * minus >= need:
            break
        n += 1
    return math.ceil(min(n, cards) / (p_w + p_r))


def arlo_bravo(cases):
    out = []
    for _ in range(cases):
        winners = rng.choice([1, 1, 1, 2])
        cards, votes = random_contest(winners=winners)
        won, lost = winners_of(votes, winners)
        contest = contest_json("c", cards, winners, winners, votes)
        rounds, seen = {}, dict.fromkeys(votes, 0)
        for at in range(rng.choice([1, 1, 2, 4])):
            size = rng.randint(0, min(300, cards // 10))
            drawn = rng.choices(list(votes), weights=votes.values(), k=size)
            rounds[f"r{at}"] = {name: drawn.count(name) for name in votes}
            for name in votes:
                seen[name] += rounds[f"r{at}"][name]
        limit = risk_limit()
        risks = {(w, l): min(1.0, math.exp(min(50.0, -log_bravo(votes[w], votes[l], seen[w], seen[l]))))
                 for w in won for l in lost}
        worst = max(risks.values())
        out.append({"function": "bravo.compute_risk",
                    "input": {"risk_limit": 100 * limit, "contest": contest, "sample_results": rounds},
                    "output": [{"map": [[list(pair), p] for pair, p in risks.items()]}, worst <= limit]})
        nothing = dict.fromkeys(votes, 0)
        out.append({"function": "bravo.get_expected_sample_size",
                    "input": {"alpha": decimal(limit), "contest": contest,
                              "cumulative_sample_results": nothing},
                    "output": {"type": "ASN", "prob": None,
                               "size": bravo_average(votes, winners, cards, limit, nothing)}})
        margins = {"winners": {w: {"swl": {l: votes[w] / (votes[w] + votes[l]) for l in lost}}
                               for w in won}}
        few = {name: rng.randint(0, 60) for name in votes}
        out.append({"function": "bravo.get_test_statistics",
                    "input": {"margins": margins, "sample_results": few},
                    "output": {"map": [[[w, l], decimal(math.exp(log_bravo(votes[w], votes[l], few[w], few[l])))]
                                       for w in won for l in lost]}})
    for _ in range(cases):
        p_w = rng.uniform(0.2, 0.8)
        p_r = rng.uniform(0.02, min(1 - p_w, p_w * 0.97))
        cards, limit = rng.choice([1000, 20000, 10 ** 6]), rng.choice([0.01, 0.05, 0.1, 0.3])
        x_w, x_r = rng.choice([(0, 0), (rng.randint(0, 30), rng.randint(0, 30))])
        certainty = rng.choice([0.3, 0.5, 0.7, 0.8, 0.9, 0.95])
        if (p_w - p_r) / (p_w + p_r) < 0.06:
            continue
        out.append({"function": "bravo.bravo_sample_sizes",
                    "input": {"alpha": decimal(limit), "p_w": decimal(p_w), "p_r": decimal(p_r),
                              "sample_w": x_w, "sample_r": x_r, "p_completion": certainty,
                              "total_ballots": cards},
                    "output": bravo_quantile(limit, p_w, p_r, x_w, x_r, certainty, cards)})
    tied = contest_json("t", 1000, 1, 1, {"a": 400, "b": 400})
    out.append({"function": "bravo.get_expected_sample_size", "raises": {"message": "tied contest"},
                "input": {"alpha": decimal(0.1), "contest": tied,
                          "cumulative_sample_results": {"a": 0, "b": 0}}})
    return {"vectors": out}


def least_count(n, p, alpha):
    """The fewest votes for the winner that end a first round, and the chance of them."""
    tie, told = tails(n, 0.5), tails(n, p)
    for k in range(n + 1):
        if tie[k] <= alpha * told[k]:
            return k, told[k]
    return None, 0.0


def smallest_round(p, alpha, certainty, most=3000):
    for n in range(1, most):
        k, chance = least_count(n, p, alpha)
        if k is not None and chance >= certainty:
            return n, k
    return None, None


def minerva_first_round_exact(cases):
    out = []
    while len(out) < cases:
        p, alpha = round(rng.uniform(0.57, 0.98), 3), rng.choice([0.005, 0.01, 0.05, 0.1, 0.2, 0.4])
        certainty = rng.choice([0.3, 0.5, 0.7, 0.8, 0.9, 0.95])
        n, k = smallest_round(p, alpha, certainty, 400)
        if n:
            out.append({"winner_share": p, "alpha": alpha, "stop_prob": certainty, "smallest_n": n,
                        "kmin_at_smallest": k})
    table = []
    for n in range(5, 90):
        p, alpha = round(rng.uniform(0.55, 0.95), 3), rng.choice([0.01, 0.05, 0.1, 0.2])
        least = next((k for k in range(n + 1) if alpha * exact_tail(n, p, k) >= exact_tail(n, 0.5, k)), None)
        table.append({"winner_share": p, "alpha": alpha, "n": n, "kmin": least,
                      "stop_prob": 0.0 if least is None else exact_tail(n, p, least)})
    return {"vectors": out, "kmin_table_60_40_alpha_.1": table}


def minerva_course(rounds, p, alpha):
    """p-values and least counts, round by round, of rounds (cumulative size, winner's votes)."""
    told, tie = {0: 1.0}, {0: 1.0}
    values, counts, drawn = [], [], 0
    for size, votes in rounds:
        more = size - drawn
        drawn = size
        mass_told, mass_tie = binomial(more, p), binomial(more, 0.5)
        next_told, next_tie = {}, {}
        for before, source, mass in ((told, next_told, mass_told), (tie, next_tie, mass_tie)):
            for k, weight in before.items():
                for j, each in enumerate(mass):
                    source[k + j] = source.get(k + j, 0.0) + weight * each
        told, tie = next_told, next_tie
        upper_told = upper_tie = 0.0
        least, value = None, 1.0
        for k in range(size, -1, -1):
            upper_told += told.get(k, 0.0)
            upper_tie += tie.get(k, 0.0)
            if upper_told > 0.0 and alpha * upper_told >= upper_tie:
                least = k
            if k == votes:
                value = upper_tie / upper_told if upper_told else None
        values.append(value)
        counts.append(least)
        if least is not None:
            told = {k: each for k, each in told.items() if k < least}
            tie = {k: each for k, each in tie.items() if k < least}
    return values, counts


def providence(rounds, p):
    (n, k), (n_0, k_0) = rounds[-1], rounds[-2] if len(rounds) > 1 else (0, 0)
    p = Fraction(p)
    point = Fraction(1, 2) ** n_0 / (p ** k_0 * (1 - p) ** (n_0 - k_0))
    m = n - n_0
    told = exact_tail(m, p, k - k_0)
    return min(1.0, float(point * exact_tail(m, Fraction(1, 2), k - k_0) / told))


def random_rounds(p, rounds):
    out, size, votes = [], 0, 0
    for _ in range(rounds):
        more = rng.randint(10, 90)
        size, votes = size + more, votes + sum(rng.random() < p for _ in range(more))
        out.append((size, votes))
    return out


def arlo_rounds(cases, name):
    out = []
    for _ in range(cases):
        cards, votes = random_contest(candidates=2, ballots=rng.choice([2000, 100000]))
        (w, v_w), (l, v_l) = votes.items()
        if not 0.53 < v_w / (v_w + v_l) < 0.97:
            continue
        limit = rng.choice([0.02, 0.05, 0.1, 0.25])
        p = v_w / (v_w + v_l)
        rounds = random_rounds(p, rng.choice([1, 2, 3]))
        values, counts = minerva_course(rounds, p, limit)
        stopped = any(k is not None and votes_w >= k
                      for (_, votes_w), k in zip(rounds[:-1], counts[:-1]))
        results, before = {}, (0, 0)
        for at, (n, k) in enumerate(rounds):
            results[str(at + 1)] = {w: k - before[1], l: n - before[0] - (k - before[1])}
            before = (n, k)
        value = providence(rounds, p) if name == "providence" else values[-1]
        contest = contest_json("c", cards, 1, 1, votes)
        if value is not None and not (name == "minerva" and stopped):
            out.append({"function": f"{name}.compute_risk",
                        "input": {"risk_limit": 100 * limit, "contest": contest,
                                  "sample_results": results},
                        "output": [{"map": [[["winner", "loser"], min(1.0, value)]]},
                                   value <= limit]})
        if p < 0.58:
            continue
        sizes = {}
        for certainty in (0.7, 0.8, 0.9):
            n, _ = smallest_round(p, limit, certainty, 600)
            if n:
                size = -(-n * cards // (v_w + v_l))
                sizes[str(certainty)] = {"type": None, "size": min(size, cards), "prob": certainty}
        out.append({"function": f"{name}.get_sample_size",
                    "input": {"risk_limit": 100 * limit, "contest": contest,
                              "sample_results": None, "round_sizes": None},
                    "output": sizes})
    return {"vectors": out}


def r2b2(cases):
    out = []
    for _ in range(cases):
        w = rng.randint(53, 95)
        tally, p = [1000 * w, 1000 * (100 - w)], w / 100
        alpha = rng.choice([0.01, 0.05, 0.1, 0.2])
        rounds = random_rounds(p, 3)
        values, _ = minerva_course(rounds, p, alpha)
        _, counts = minerva_course(rounds, p, alpha)
        if None not in values:
            out.append({"kind": "rounds", "class": "Minerva", "alpha": alpha, "tally": tally,
                        "rounds_cumulative": rounds, "pvalue_schedule": values,
                        "next_cumulative_size_sprob0.9": []})
        out.append({"kind": "kmins", "class": "Minerva", "alpha": alpha, "tally": tally,
                    "cumulative_rounds": [n for n, _ in rounds], "kmins": counts})
        plus, minus = math.log(Fraction(2 * w, 100)), math.log(Fraction(2 * (100 - w), 100))
        least = [next((k for k in range(n + 1) if k * plus + (n - k) * minus >= -math.log(alpha)),
                      None) for n, _ in rounds]
        out.append({"kind": "kmins", "class": "EOR_BRAVO", "alpha": alpha, "tally": tally,
                    "cumulative_rounds": [n for n, _ in rounds], "kmins": least})
        if w >= 60:
            n, k = smallest_round(p, alpha, 0.8, 500)
            if n:
                out.append({"kind": "first_round_size", "class": "Minerva2", "alpha": alpha,
                            "tally": tally, "sprob": 0.8, "size": n, "kmin": k,
                            "stop_prob": least_count(n, p, alpha)[1]})
        n = next(n for n in range(1, 2000) if least_count(n, p, alpha)[0] is not None)
        out.append({"kind": "min_sample_size", "class": "Minerva", "alpha": alpha, "tally": tally,
                    "out": n})
    return {"vectors": out}
