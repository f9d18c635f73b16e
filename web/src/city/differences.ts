/** What an import changes, gathered: one thing with its fields, where the server gives a line for each. */
import type { CityChange } from '../lib/api/types';

export interface Difference {
    part: CityChange['part'];
    change: CityChange['change'];
    key: string;
    name: string;
    address: string;
    fields: { field: string; before: string; after: string }[];
}

/** Lines of one thing follow each other; `only` is the kind of change that is asked for, or ''. */
export function gathered(lines: readonly CityChange[], only: string): Difference[] {
    const out: Difference[] = [];
    for (const { part, change, key, name, address, field, before, after } of lines) {
        if (only !== '' && change !== only) {
            continue;
        }
        const last = out.at(-1);
        const same = last !== undefined && last.part === part && last.change === change && last.key === key;
        const of = same ? last : { part, change, key, name, address, fields: [] };
        if (!same) {
            out.push(of);
        }
        if (field !== '') {
            of.fields.push({ field, before, after });
        }
    }
    return out;
}
