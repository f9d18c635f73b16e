/** Entries under the day on which they happened; their order stays. */
export function by_day<T extends { at: string }>(entries: readonly T[], day_of: (instant: string) => string): [string, T[]][] {
    const days = new Map<string, T[]>();
    for (const entry of entries) {
        const day = day_of(entry.at);
        days.set(day, [...(days.get(day) ?? []), entry]);
    }
    return [...days];
}
