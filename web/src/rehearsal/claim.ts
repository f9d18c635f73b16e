/** The heading of a run: what it says, in a sentence. */
import { minutes, number, percent } from '../lib/format';
import { t } from '../lib/i18n/index.svelte';
import type { Plan, Run } from '../lib/api/types';
import { best_of, is_going, standings, wanted_share } from './run';
import { dollars, plan_name } from './words';

function claim_of_search(run: Run): string {
    const found = run.optimization;
    if (!found?.best) {
        return t(is_going(run) ? 'search_plan.going' : run.state === 'cancelled' ? 'search_plan.stopped_early' : 'search_plan.nothing');
    }
    const values = { share: percent(found.best.p_all_hold.value), cost: dollars(found.best.cost_cents) };
    if (run.state === 'cancelled') {
        return t('search_plan.stopped', values);
    }
    return t(found.reached ? 'search_plan.found' : 'search_plan.not_reached', values);
}

/** Minutes that the goal allows, where all plans of the run have the same and nobody may wait longer; else null. */
export function limit_of(run: Pick<Run, 'inputs' | 'changed_since'>, plans: readonly Plan[]): number | null {
    const limits = run.inputs.plans.map(({ id }) => {
        if (id === 0) {
            return 30;
        }
        const plan = plans.find((each) => each.id === id);
        const changed = run.changed_since.some((change) => change.what === 'plan' && change.id === id);
        return plan === undefined || changed || plan.standard.share > 0 ? null : plan.standard.minutes;
    });
    return new Set(limits).size === 1 ? limits[0]! : null;
}

/** Below it the share of days on which all places hold says little: of a large city it is none, whatever the plan. */
const telling_share = 0.1;

/** `limit` is that of limit_of. */
export function claim_of(run: Run, limit: number | null = null): string {
    if (run.kind === 'optimization') {
        return claim_of_search(run);
    }
    const best = best_of(standings(run));
    if (best === null) {
        return t(run.state === 'failed' ? 'run.claim_failed' : is_going(run) ? 'run.claim_going' : 'run.claim_nothing');
    }
    const values = {
        plan: plan_name(run, best.plan),
        share: percent(best.cell.p_all_hold.value),
        limit: limit === null ? t('run.the_limit') : minutes(limit, true),
        held: number(Math.round(best.cell.sites_held.value)),
        total: number(run.inputs.sites),
    };
    const by_place = best.cell.p_all_hold.value < telling_share && run.inputs.sites > 1;
    if (best.cell.p_all_hold.value >= wanted_share) {
        return t(best.plan === 0 ? 'run.claim_without' : 'run.claim_holds', values);
    }
    if (run.inputs.plans.length > 1) {
        if (by_place) {
            return t(best.plan === 0 ? 'run.claim_none_better_places' : 'run.claim_none_places', values);
        }
        return t(best.plan === 0 ? 'run.claim_none_better' : 'run.claim_none', values);
    }
    if (by_place) {
        return t(best.plan === 0 ? 'run.claim_alone_without_places' : 'run.claim_alone_places', values);
    }
    return t(best.plan === 0 ? 'run.claim_alone_without' : 'run.claim_alone', values);
}
