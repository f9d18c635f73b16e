/** When something is, in words, and what a form holds of it. */
import type { CalendarEvent } from '../lib/api/types';
import { city_zone } from '../lib/city.svelte';
import { day_long, time } from '../lib/format';
import { t } from '../lib/i18n/index.svelte';
import { day_of, instant_of, local_parts } from './agenda';

/** "9 a.m. to 11 a.m.", or "All day". */
export function hours(event: CalendarEvent): string {
    if (event.starts_at === null) {
        return t('agenda.all_day');
    }
    if (event.ends_at === null) {
        return time(event.starts_at);
    }
    const last_day = local_parts(event.ends_at, city_zone()).day;
    const end = last_day === day_of(event, city_zone()) ? time(event.ends_at) : `${day_long(last_day)}, ${time(event.ends_at)}`;
    return t('agenda.from_to', { from: time(event.starts_at), to: end });
}

/** A date's moment as the fields of a form hold it, on the city's clock. */
export interface Clock {
    all_day: boolean;
    day: string;
    from: string;
    to: string;
}

export function clock_of(event: CalendarEvent): Clock {
    const start = event.starts_at ? local_parts(event.starts_at, city_zone()) : null;
    return {
        all_day: start === null,
        day: day_of(event, city_zone()),
        from: start?.time ?? '',
        to: event.ends_at ? local_parts(event.ends_at, city_zone()).time : '',
    };
}

interface Moment {
    starts_at: string | null;
    ends_at: string | null;
    all_day_on: string | null;
}

/** What is sent for it. An end before the start is on the next day: a count may run past midnight. */
export function moment_of(clock: Clock): Moment {
    if (clock.all_day) {
        return { starts_at: null, ends_at: null, all_day_on: clock.day };
    }
    const start = instant_of(clock.day, clock.from, city_zone());
    return { starts_at: start, ends_at: clock.to === '' ? null : end_of(clock), all_day_on: null };
}

function end_of(clock: Clock): string {
    const next = new Date(`${clock.day}T00:00:00Z`);
    next.setUTCDate(next.getUTCDate() + 1);
    const day = clock.to < clock.from ? next.toISOString().slice(0, 10) : clock.day;
    return instant_of(day, clock.to, city_zone());
}
