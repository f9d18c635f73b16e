/** What the figures of a run say: which plan does best, and how two plans differ. */
import type { Run, RunCell, RunPair } from '../lib/api/types';
import type { Figure } from './types';

/** As often as the city wants all places to hold. */
export const wanted_share = 0.95;

/** A plan over all scenarios of a run: it is as good as in its worst. */
export interface Standing {
    plan: number;
    cell: RunCell;
}

/** Each plan with its cell of the scenario in which it does worst, in the order of the run. */
export function standings(run: Pick<Run, 'cells' | 'inputs'>): Standing[] {
    return run.inputs.plans.flatMap(({ id }) => {
        const cells = run.cells.filter((cell) => cell.plan === id && cell.days > 0);
        const worst = cells.reduce<RunCell | null>((least, cell) => (least === null || cell.p_all_hold.value < least.p_all_hold.value ? cell : least), null);
        return worst === null ? [] : [{ plan: id, cell: worst }];
    });
}

/** The cheapest that holds often enough; when none does, the one that holds most often, of equals that with which most places hold. */
export function best_of(all: readonly Standing[], wanted = wanted_share): Standing | null {
    const holding = all.filter(({ cell }) => cell.p_all_hold.value >= wanted);
    const better = (left: Standing, right: Standing): Standing => {
        if (holding.length > 0) {
            return right.cell.cost_cents.value < left.cell.cost_cents.value ? right : left;
        }
        const [more, than] = [right.cell, left.cell];
        if (more.p_all_hold.value !== than.p_all_hold.value) {
            return more.p_all_hold.value > than.p_all_hold.value ? right : left;
        }
        return more.sites_held.value > than.sites_held.value ? right : left;
    };
    const among = holding.length > 0 ? holding : all;
    return among.length === 0 ? null : among.reduce(better);
}

/** How much a plan has more of a metric than another on the same days; null when it is not known. */
export function difference(pairs: readonly RunPair[], scenario: number, metric: string, plan: number, base: number): Figure | null {
    for (const pair of pairs) {
        if (pair.scenario !== scenario || pair.metric !== metric) {
            continue;
        }
        if (pair.first_plan === plan && pair.second_plan === base) {
            return { value: pair.difference, low: pair.low, high: pair.high };
        }
        if (pair.first_plan === base && pair.second_plan === plan) {
            return { value: -pair.difference, low: -pair.high, high: -pair.low };
        }
    }
    return null;
}

/** Whether the interval leaves out zero. */
export function is_certain({ low, high }: Figure): boolean {
    return low > 0 || high < 0;
}

export function is_going(run: Pick<Run, 'state'>): boolean {
    return run.state === 'waiting' || run.state === 'running';
}
