import { money } from '../lib/format';
import { t } from '../lib/i18n/index.svelte';
import type { Decision } from '../program/types';

/** "Costs $18,400 (vendor quote, Nov 3)." Empty when nobody named a cost. */
export function cost_line(decision: Decision): string {
    if (decision.cost === null) {
        return '';
    }
    if (decision.cost === 0) {
        return t('decision.costs_nothing');
    }
    const cost = money(decision.cost);
    return decision.cost_source
        ? t('decision.costs_by', { cost, source: decision.cost_source.replace(/\.$/, '') })
        : t('decision.costs', { cost });
}

/** Whether this person is the one the decision waits for. */
export function waits_for(decision: Decision, me: number | undefined): boolean {
    return (
        (decision.state === 'waiting' || decision.state === 'question_open') &&
        me !== undefined &&
        decision.asked_of?.id === me
    );
}
