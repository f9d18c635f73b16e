import type { Decision } from '../lib/api/types';
import { money } from '../lib/format';
import { t } from '../lib/i18n/index.svelte';
import { is_open } from '../program/types';

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

interface Reader {
    id: number;
    /** May decide for the mayor's office. */
    for_office: boolean;
}

/** Whether this person may decide it: the one asked, or the mayor's office where no one is named. */
export function may_decide(decision: Decision, reader: Reader | null): boolean {
    if (!is_open(decision) || reader === null) {
        return false;
    }
    if (decision.asked_of) {
        return decision.asked_of.id === reader.id && (decision.asked_by?.id !== reader.id || reader.for_office);
    }
    return reader.for_office && decision.asked_by?.id !== reader.id;
}
