"""A second, slow reckoning of every audit formula, by the plainest way there is: every count tried,
every grid walked, whole numbers and fractions where they decide.

    audit_reference FOLDER [SEED] [CASES]

writes FOLDER/audit-vectors/*.json: random contests, samples and seeds with their answers, in the forms
that audit_shared_test reads.
"""
import json
import pathlib
import sys

import assorters
import batches
import comparison
import martingales
import polling
import runoff
import samplers
import strata
from made import rng


def main():
    folder = pathlib.Path(sys.argv[1]) / "audit-vectors"
    rng.seed(sys.argv[2] if len(sys.argv) > 2 else "1")
    cases = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    folder.mkdir(parents=True, exist_ok=True)
    made = {
        "arlo_bravo": polling.arlo_bravo(cases),
        "arlo_macro": batches.arlo_macro(cases),
        "arlo_minerva": polling.arlo_rounds(cases // 2, "minerva"),
        "arlo_providence": polling.arlo_rounds(cases // 2, "providence"),
        "arlo_sampler": samplers.arlo_sampler(cases),
        "arlo_suite": strata.arlo_suite(cases),
        "arlo_supersimple": comparison.arlo_supersimple(cases),
        "colorado_2024_2025_contests": comparison.colorado(20 * cases),
        "corla18_suite": comparison.corla18(3 * cases),
        "kaplan_markov_batch": batches.kaplan_markov(cases),
        "minerva_first_round_exact": polling.minerva_first_round_exact(cases // 2),
        "r2b2": polling.r2b2(cases // 2),
        "raire_solutions": runoff.raire_solutions(cases, folder),
        "rlacalc": comparison.rlacalc(3 * cases),
        "sampler_consistent": samplers.sampler_consistent(4 * cases),
        "sampler_rivest_stark_counter": samplers.counter(2 * cases),
        "shangrla_assorters": assorters.shangrla_assorters(4 * cases),
        "shangrla_consistent_sampling": samplers.shared_samples(cases),
        "shangrla_nonnegmean": martingales.martingales(4 * cases),
        "shangrla_oneaudit": assorters.one_audit(cases),
        "shangrla_overstatement_mean": assorters.overstatement_mean(2 * cases),
        "shangrla_prng": samplers.shangrla_prng(cases),
        "shangrla_sample_size": martingales.sample_sizes(cases),
    }
    for name, file in made.items():
        (folder / f"{name}.json").write_text(json.dumps(file))
        print(f"{len(file['vectors']):5} {name}")


main()
