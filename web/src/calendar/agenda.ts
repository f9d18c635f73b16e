/** The agenda: calendar entries by month and day, in the order of the day. */

export interface Dated {
    starts_at?: string | null;
    ends_at?: string | null;
    all_day_on?: string | null;
    title: string;
}

/** The day an entry belongs to in the city's time zone, YYYY-MM-DD. */
export function day_of(entry: Dated, time_zone: string): string {
    if (entry.all_day_on) {
        return entry.all_day_on;
    }
    return entry.starts_at ? local_parts(entry.starts_at, time_zone).day : '';
}

/** An instant as the wall clock of a zone shows it: for date and time fields. */
export function local_parts(instant: string, time_zone: string): { day: string; time: string } {
    const parts = new Intl.DateTimeFormat('en-CA', {
        timeZone: time_zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
    }).formatToParts(new Date(instant));
    const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
    return { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
}

/**
 * The instant at which the clock of a zone shows day and time. In the hour that a change of the
 * clock leaves out, the hour after it; in a doubled hour, the first of the two.
 */
export function instant_of(day: string, time: string, time_zone: string): string {
    const wanted = Date.parse(`${day}T${time}:00Z`);
    const offset_at = (at: number) => {
        const shown = local_parts(new Date(at).toISOString(), time_zone);
        return Date.parse(`${shown.day}T${shown.time}:00Z`) - Math.floor(at / 60_000) * 60_000;
    };
    const before = offset_at(wanted - 86_400_000);
    const after = offset_at(wanted + 86_400_000);
    const first = wanted - Math.max(before, after);
    const candidates = [first, wanted - Math.min(before, after)];
    const exact = candidates.find((at) => at + offset_at(at) === wanted);
    return new Date(exact ?? wanted - before).toISOString();
}

export interface Month<T> {
    /** YYYY-MM */
    month: string;
    entries: { day: string; entry: T }[];
}

export function by_month<T extends Dated>(entries: T[], time_zone: string): Month<T>[] {
    const dated = entries
        .map((entry) => ({ day: day_of(entry, time_zone), entry }))
        .filter((each) => each.day !== '')
        .sort(
            (a, b) =>
                a.day.localeCompare(b.day) ||
                (a.entry.starts_at ?? '').localeCompare(b.entry.starts_at ?? '') ||
                a.entry.title.localeCompare(b.entry.title),
        );
    const months: Month<T>[] = [];
    for (const each of dated) {
        const month = each.day.slice(0, 7);
        if (months.at(-1)?.month !== month) {
            months.push({ month, entries: [] });
        }
        months.at(-1)!.entries.push(each);
    }
    return months;
}
