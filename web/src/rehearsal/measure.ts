/** Rules of the form for what the city does: which fields a measure has, and where a new one begins. */
import { free_id } from './disruption';
import { always } from './duration';
import type { Measure, MeasureKind } from './types';

export type MeasureDetail =
    | 'count' | 'where' | 'equipment' | 'shared' | 'trigger' | 'delay' | 'minutes' | 'redirect' | 'bases' | 'unit_cost' | 'use_cost';

const details: Record<MeasureKind, readonly MeasureDetail[]> = {
    paper_pollbooks: ['where', 'delay', 'unit_cost', 'use_cost'],
    emergency_ballots: ['where', 'count', 'delay', 'unit_cost', 'use_cost'],
    drop_slot: ['where', 'count', 'use_cost'],
    spare_machines: ['equipment', 'shared', 'count', 'where', 'delay', 'unit_cost', 'use_cost'],
    repair_crews: ['count', 'bases', 'unit_cost', 'use_cost'],
    extra_workers: ['equipment', 'count', 'where', 'trigger', 'delay', 'unit_cost', 'use_cost'],
    redirect: ['redirect', 'where', 'use_cost'],
    extended_hours: ['minutes', 'where', 'trigger', 'use_cost'],
    ballot_delivery: ['count', 'where', 'trigger', 'delay', 'use_cost'],
};

export function measure_has(kind: MeasureKind, detail: MeasureDetail): boolean {
    return details[kind].includes(detail);
}

/** What may set a measure off. An outage sets off those that help in one by itself. */
export const triggers_of: Partial<Record<MeasureKind, readonly ('always' | 'time' | 'line' | 'wait' | 'failures' | 'stock')[]>> = {
    extra_workers: ['always', 'time', 'line', 'wait', 'failures'],
    extended_hours: ['always', 'time', 'line', 'wait', 'failures'],
    ballot_delivery: ['stock', 'time'],
};

/** Kinds whose number the search for the cheapest plan can turn. */
export const lever_kinds: readonly MeasureKind[] = ['spare_machines', 'repair_crews', 'paper_pollbooks', 'emergency_ballots', 'extra_workers'];

const beginnings: Record<MeasureKind, Omit<Measure, 'id' | 'kind'>> = {
    paper_pollbooks: { delay: always(5) },
    emergency_ballots: { count: 100 },
    drop_slot: {},
    spare_machines: { equipment: ['scanner'], count: 5, shared: true, delay: always(45) },
    repair_crews: { bases: [{ crews: 3 }], dispatch: 'nearest_free' },
    extra_workers: { equipment: ['e_pollbook', 'staff'], count: 1, trigger: { when: 'line', value: 20 }, delay: always(30) },
    redirect: { least_gain_minutes: 10, follow_share: 0.5 },
    extended_hours: { minutes: 60, trigger: { when: 'time', at: '17:00' } },
    ballot_delivery: { count: 200, trigger: { when: 'stock', value: 50 }, delay: always(60) },
};

export function new_measure(kind: MeasureKind, others: readonly { id: string }[]): Measure {
    return { id: free_id(kind, others.map((each) => each.id)), kind, ...structuredClone(beginnings[kind]) };
}
