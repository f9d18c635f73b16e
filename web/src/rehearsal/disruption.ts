/** Rules of the form for what goes wrong: which fields a kind has, and where a new one begins. */
import { always, clock_minutes, clock_text, mean_of } from './duration';
import type { Disruption, DisruptionKind } from './types';

/** Fields besides where and when. */
export type Detail =
    | 'how' | 'equipment' | 'failures' | 'missing' | 'rejects' | 'stock' | 'send_to' | 'message' | 'detection' | 'ends';

const details: Record<DisruptionKind, readonly Detail[]> = {
    pollbook_outage: ['how', 'ends', 'detection'],
    network_loss: ['how', 'ends', 'detection'],
    power_loss: ['ends', 'detection'],
    outage: ['equipment', 'how', 'ends', 'detection'],
    machine_failures: ['equipment', 'failures'],
    scanner_rejects: ['rejects', 'ends'],
    misprint: ['ends', 'detection'],
    workers_missing: ['missing', 'ends'],
    short_stock: ['stock'],
    late_opening: ['ends'],
    closure: ['send_to', 'ends'],
    false_message: ['message'],
};

export function has(kind: DisruptionKind, detail: Detail): boolean {
    return details[kind].includes(detail);
}

/** Kinds that are there from the opening on: the form asks for no time. */
export function begins_when_open(kind: DisruptionKind): boolean {
    return kind === 'machine_failures' || kind === 'short_stock' || kind === 'late_opening';
}

/** A beginning that makes sense, to be changed. */
const beginnings: Record<DisruptionKind, Omit<Disruption, 'id' | 'kind'>> = {
    pollbook_outage: { where: { share: 1 / 3 }, at: '07:00', lasts: always(150), detection: always(10) },
    network_loss: { where: { share: 1 / 3 }, at: '07:00', lasts: always(60), detection: always(10) },
    power_loss: { where: { share: 0.1 }, at: '09:00', lasts: always(90), detection: always(5) },
    outage: { where: { share: 0.1 }, equipment: ['scanner'], lasts: always(120), detection: always(15) },
    machine_failures: { equipment: ['scanner'], mtbf_minutes: 1200, repair: { shape: 'gamma', mean: 60, sd: 20 } },
    scanner_rejects: { where: { share: 0.3 }, reject_share: 0.2, extra_minutes: 2 },
    misprint: { where: { share: 0.3 }, lasts: always(240), detection: always(30) },
    workers_missing: { where: { share: 0.2 }, server_share: 0.25 },
    short_stock: { where: { share: 0.1 }, ballots_share: 0.5 },
    late_opening: { where: { share: 0.1 }, lasts: always(45) },
    closure: { where: { sites: [] }, lost_share: 0.1 },
    false_message: { at: '08:00', moved_share: 0.2, moved_by_minutes: 240, deterred_share: 0.02 },
};

/** `wish`, or the first of wish-2, wish-3 … that is not taken. */
export function free_id(wish: string, taken: readonly string[]): string {
    let id = wish;
    for (let at = 2; taken.includes(id); at += 1) {
        id = `${wish}-${at}`;
    }
    return id;
}

export function new_disruption(kind: DisruptionKind, others: readonly { id: string }[]): Disruption {
    return { id: free_id(kind, others.map((each) => each.id)), kind, ...structuredClone(beginnings[kind]) };
}

/** When it ends by the clock; null when that is not said by a clock's time and a fixed length. */
export function end_of(disruption: Disruption): string | null {
    const start = clock_minutes(disruption.at);
    return start === null || disruption.lasts?.shape !== 'deterministic' ? null : clock_text(start + mean_of(disruption.lasts));
}

/** Ends at a time of the clock; one before the start is that of the next day. */
export function with_end(disruption: Disruption, end: string): Disruption {
    const [start, stop] = [clock_minutes(disruption.at), clock_minutes(end)];
    if (start === null || stop === null) {
        return disruption;
    }
    return { ...disruption, lasts: always(stop > start ? stop - start : stop + 1440 - start) };
}

/** Another start; what ended by the clock still ends then. */
export function with_start(disruption: Disruption, start: string): Disruption {
    const end = end_of(disruption);
    const moved = { ...disruption, at: start };
    const [from, until] = [clock_minutes(start), clock_minutes(end ?? undefined)];
    return end !== null && from !== null && until !== null && until > from ? with_end(moved, end) : moved;
}

/** Without the members that are null or absent, at any depth: as the server is to read it. */
export function compact<T>(value: T): T {
    if (Array.isArray(value)) {
        return value.map(compact) as T;
    }
    if (typeof value === 'object' && value !== null) {
        const kept = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
        return Object.fromEntries(kept.map(([name, each]) => [name, compact(each)])) as T;
    }
    return value;
}
