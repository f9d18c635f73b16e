/** The fields of a form that differ from what was loaded; an emptied field is sent as null. */
export function changed_fields<Draft extends object>(before: Draft, after: Draft): Partial<Draft> {
    const changes: Partial<Draft> = {};
    for (const key of Object.keys(after) as (keyof Draft)[]) {
        if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) {
            changes[key] = after[key];
        }
    }
    return changes;
}
