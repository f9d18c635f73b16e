/** The season grid: twelve weeks by ten steps, each cell the things due in that week. */

export interface DueThing {
    step: number;
    on: string;
    title: string;
    link: string;
    done: boolean;
}

export interface SeasonWeek {
    /** Monday of the week, YYYY-MM-DD. */
    from: string;
    /** Sunday of the week. */
    to: string;
}

export const weeks_in_season = 12;

/** Calendar arithmetic on dates without a time of day, so that no time zone can shift them. */
export function plus_days(day: string, days: number): string {
    const at = new Date(`${day}T00:00:00Z`);
    at.setUTCDate(at.getUTCDate() + days);
    return at.toISOString().slice(0, 10);
}

export function monday_of(day: string): string {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return plus_days(day, -((weekday + 6) % 7));
}

export function season_weeks(today: string, count = weeks_in_season): SeasonWeek[] {
    const first = monday_of(today);
    return Array.from({ length: count }, (_, week) => ({
        from: plus_days(first, 7 * week),
        to: plus_days(first, 7 * week + 6),
    }));
}

/** What is due for one step in one week, earliest first. */
export function due_in(things: DueThing[], step: number, week: SeasonWeek): DueThing[] {
    return things
        .filter((thing) => thing.step === step && thing.on >= week.from && thing.on <= week.to)
        .sort((a, b) => a.on.localeCompare(b.on));
}

/** Open things whose day lies before the season's first week: late, and not to be lost. */
export function overdue_for(things: DueThing[], step: number, today: string): DueThing[] {
    const first = monday_of(today);
    return things
        .filter((thing) => thing.step === step && !thing.done && thing.on < first)
        .sort((a, b) => a.on.localeCompare(b.on));
}

export function days_between(from: string, to: string): number {
    return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
