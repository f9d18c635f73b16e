/** Money, dates and times as the reader's language writes them, in the city's time zone. */
import { language, t } from './i18n/index.svelte';
import { city_zone } from './city.svelte';

/** English as in American newspapers: "5:30 p.m.". */
export function newspaper_time(text: string): string {
    return text.replace(/\s?AM\b/, ' a.m.').replace(/\s?PM\b/, ' p.m.');
}

function locale(): string {
    // Dollars and dates are American in every language.
    return `${language()}-US`;
}

/** Whole cents: "$18,400", and the cents only when there are any. */
export function money(cents: number): string {
    return new Intl.NumberFormat(locale(), {
        style: 'currency',
        currency: 'USD',
        minimumFractionDigits: cents % 100 === 0 ? 0 : 2,
    }).format(cents / 100);
}

/** Cents of a typed amount ("18,400.50", "$20"); null when it is none. */
export function cents_of(typed: string): number | null {
    const plain = typed.replace(/[$\s,]/g, '');
    if (!/^\d{1,12}(\.\d{1,2})?$/.test(plain)) {
        return null;
    }
    const [dollars, cents = ''] = plain.split('.');
    return Number(dollars) * 100 + Number(cents.padEnd(2, '0'));
}

/** Today in the city, YYYY-MM-DD. */
export function today(now = new Date()): string {
    return day_in_city(now.toISOString());
}

/** The city's day of an instant, YYYY-MM-DD. */
export function day_in_city(instant: string): string {
    return new Intl.DateTimeFormat('en-CA', { timeZone: city_zone(), dateStyle: 'short' }).format(new Date(instant));
}

function on_noon(day: string): Date {
    return new Date(`${day}T12:00:00Z`);
}

/** Days around today in which a month says enough about the year. */
const near = 200;

/** A calendar day: "Dec 4", with the year when it is far from today. */
export function day_short(day: string): string {
    const days = (on_noon(day).getTime() - on_noon(today()).getTime()) / 86_400_000;
    const year = Math.abs(days) < near ? undefined : 'numeric';
    return new Intl.DateTimeFormat(locale(), { month: 'short', day: 'numeric', year, timeZone: 'UTC' }).format(on_noon(day));
}

/** "Wed, Dec 9": in lists that stand under their month. */
export function day_weekday(day: string): string {
    return new Intl.DateTimeFormat(locale(), { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(
        on_noon(day),
    );
}

/** "December 2026", of YYYY-MM. */
export function month_long(month: string): string {
    return new Intl.DateTimeFormat(locale(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(on_noon(`${month}-01`));
}

/** "February 29", of no year. */
export function month_day(month: number, day: number): string {
    return new Intl.DateTimeFormat(locale(), { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, month - 1, day)));
}

/** "November", of 1 to 12. */
export function month_name(month: number): string {
    return new Intl.DateTimeFormat(locale(), { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, month - 1, 1)));
}

/** "Sunday" to "Saturday", of 0 to 6. */
export function weekday_name(weekday: number): string {
    // 7 January 2024 was a Sunday.
    return new Intl.DateTimeFormat(locale(), { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, 7 + weekday)));
}

/** "Friday, December 4, 2026". */
export function day_long(day: string): string {
    return new Intl.DateTimeFormat(locale(), { dateStyle: 'full', timeZone: 'UTC' }).format(on_noon(day));
}

/** "5:30 p.m." in the city. */
export function time(instant: string): string {
    return newspaper_time(
        new Intl.DateTimeFormat(locale(), { timeStyle: 'short', timeZone: city_zone() }).format(new Date(instant)),
    );
}

/** "Dec 4, 5:30 p.m." in the city. */
export function moment(instant: string): string {
    return `${day_short(day_in_city(instant))}, ${time(instant)}`;
}

/** "Dec 4, 5:30 p.m. EST": where the reader may think of another zone. */
export function moment_in_zone(instant: string): string {
    const parts = new Intl.DateTimeFormat(locale(), { timeZone: city_zone(), timeZoneName: 'short' }).formatToParts(new Date(instant));
    const zone = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
    return `${moment(instant)} ${zone}`;
}

/** Instants that stand in a text as 2026-12-04T22:30:00Z, on the city's clock. */
export function with_local_times(text: string): string {
    return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z/g, moment_in_zone);
}

const spans: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
];

/** "4 minutes ago"; after a week the day. */
export function ago(instant: string, now = Date.now()): string {
    const seconds = Math.round((Date.parse(instant) - now) / 1000);
    if (Math.abs(seconds) > 7 * 86_400) {
        return day_short(day_in_city(instant));
    }
    const [unit, length] = spans.find(([, each]) => Math.abs(seconds) >= each) ?? (['second', 1] as const);
    return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(
        Math.trunc(seconds / length),
        unit,
    );
}

/** When somebody was last there: known to the hour only, because each look would fill the record. */
export function last_seen(instant: string, now = Date.now()): string {
    return now - Date.parse(instant) < 3_600_000 ? t('time.this_hour') : ago(instant, now);
}

export function number(value: number): string {
    return new Intl.NumberFormat(locale()).format(value);
}

/** "95%" as the language writes it; near 0 and 1 with a decimal, because there it matters, unless `digits` says how many. */
export function percent(share: number, digits?: number): string {
    const near_an_end = (share > 0 && share < 0.015) || (share > 0.985 && share < 1);
    return new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: digits ?? (near_an_end ? 1 : 0) }).format(share);
}

/** "8.4 min", "31 min"; `long` writes "31 minutes". */
export function minutes(value: number, long = false): string {
    return new Intl.NumberFormat(locale(), {
        style: 'unit',
        unit: 'minute',
        unitDisplay: long ? 'long' : 'short',
        maximumFractionDigits: Math.abs(value) < 9.95 ? 1 : 0,
    }).format(value);
}

/** "7:00 a.m." of minutes after midnight; past midnight goes on the next day's clock. */
export function clock(minutes_of_day: number): string {
    const time_of_day = new Date(Date.UTC(2000, 0, 1, 0, Math.round(minutes_of_day)));
    return newspaper_time(new Intl.DateTimeFormat(locale(), { timeStyle: 'short', timeZone: 'UTC' }).format(time_of_day));
}

/** The same of HH:MM; what is no clock time stays as it is. */
export function clock_time(text: string): string {
    const found = /^(\d\d):([0-5]\d)$/.exec(text);
    return found === null ? text : clock(Number(found[1]) * 60 + Number(found[2]));
}

/** "3 bytes", "1.4 MB". */
export function file_size(bytes: number): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
    const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
    return new Intl.NumberFormat(locale(), {
        style: 'unit',
        unit: units[step],
        unitDisplay: step === 0 ? 'long' : 'short',
        maximumFractionDigits: step === 0 ? 0 : 1,
    }).format(bytes / 1000 ** step);
}

/** "A, B and C". */
export function list_of(names: string[]): string {
    return new Intl.ListFormat(language(), { type: 'conjunction' }).format(names);
}
