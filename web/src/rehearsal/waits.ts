/** Classes of waits on the map, each with a shape of its own. */
import { t } from '../lib/i18n/index.svelte';
import type { Mark } from '../lib/map';

export const wait_marks: readonly Mark[] = ['dot', 'diamond', 'square', 'cross'];
export const wait_tones = ['calm', 'attention', 'bad', 'bad'] as const;

/** Under half the limit, up to it, up to twice it, above. Null where nobody comes. */
export function wait_class(minutes: number | null | undefined, limit: number): number | null {
    if (minutes === null || minutes === undefined) {
        return null;
    }
    return minutes < limit / 2 ? 0 : minutes <= limit ? 1 : minutes <= 2 * limit ? 2 : 3;
}

/** What the classes are called. */
export function wait_labels(limit: number): string[] {
    return [
        t('run_map.under', { limit: limit / 2 }), t('run_map.between', { low: limit / 2, high: limit }),
        t('run_map.between', { low: limit, high: 2 * limit }), t('run_map.over', { limit: 2 * limit }),
    ];
}

/** How many are in each of `classes` classes. */
export function counts(class_of: readonly (number | null)[], classes: number): number[] {
    const found = new Array<number>(classes).fill(0);
    for (const each of class_of) {
        if (each !== null) {
            found[each]! += 1;
        }
    }
    return found;
}

/** The longest waits, longest first: their numbers among all. */
export function longest(waits: readonly (number | null)[], most: number): number[] {
    return waits
        .map((wait, at) => ({ wait: wait ?? -1, at }))
        .filter(({ wait }) => wait > 0)
        .toSorted((left, right) => right.wait - left.wait)
        .slice(0, most)
        .map(({ at }) => at);
}

/** The hour at which a day is first shown: where waits are longest beyond half the limit; where all stay below, where they are longest. */
export function worst_time(slots: number, waits: readonly (readonly (number | null)[])[], limit: number): number {
    const sum = (at: number, above: number): number => waits.reduce((all, each) => all + Math.max(0, (each[at] ?? 0) - above), 0);
    const longest_at = (above: number): { at: number; most: number } =>
        Array.from({ length: slots }, (_, at) => ({ at, most: sum(at, above) })).reduce((best, each) => (each.most > best.most ? each : best), { at: 0, most: 0 });
    const over = longest_at(limit / 2);
    return over.most > 0 ? over.at : longest_at(0).at;
}
