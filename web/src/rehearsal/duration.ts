/** Durations and times of day as forms show them. */
import { minutes, number } from '../lib/format';
import { t } from '../lib/i18n/index.svelte';
import type { Duration } from './types';

export function always(mean: number): Duration {
    return { shape: 'deterministic', mean };
}

/** The mean in minutes. */
export function mean_of(duration: Duration): number {
    if (duration.shape !== 'empirical') {
        return duration.mean ?? 0;
    }
    const values = duration.quantiles ?? [];
    const ends = ((values[0] ?? 0) + (values.at(-1) ?? 0)) / 2;
    return values.length < 2 ? ends : (values.reduce((sum, each) => sum + each, 0) - ends) / (values.length - 1);
}

/** The same duration with another mean: what varies goes on varying, in proportion. */
export function with_mean(duration: Duration | undefined, mean: number): Duration {
    if (duration === undefined || duration.shape === 'deterministic') {
        return always(mean);
    }
    const before = mean_of(duration);
    if (duration.shape === 'empirical') {
        return before > 0 ? { ...duration, quantiles: (duration.quantiles ?? []).map((each) => tidy((each / before) * mean)) } : always(mean);
    }
    if (mean <= 0) {
        return always(mean);
    }
    return { ...duration, mean, ...(duration.sd === undefined || before <= 0 ? {} : { sd: tidy((duration.sd / before) * mean) }) };
}

/** How far it varies; none at all without a spread. */
export function with_spread(duration: Duration, sd: number | undefined): Duration {
    const mean = mean_of(duration);
    if (sd === undefined || sd <= 0 || mean <= 0) {
        return always(mean);
    }
    return { shape: duration.shape === 'lognormal' ? 'lognormal' : 'gamma', mean, sd };
}

/** Whether the form's two fields, mean and spread, say all of it. */
export function is_plain(duration: Duration): boolean {
    return duration.shape === 'deterministic' || duration.shape === 'gamma' || duration.shape === 'lognormal';
}

/** "2 hours 30 minutes"; "45 minutes". */
export function span(total: number): string {
    const [hours, rest] = [Math.floor(Math.round(total) / 60), Math.round(total) % 60];
    if (hours === 0) {
        return minutes(total, true);
    }
    return rest === 0 ? t(hours === 1 ? 'duration.hour' : 'duration.hours', { hours }) : t('duration.hours_minutes', { hours, minutes: number(rest) });
}

/** Minutes after midnight of "HH:MM" or of minutes; null when it is neither. */
export function clock_minutes(time: string | number | null | undefined): number | null {
    if (typeof time === 'number') {
        return time;
    }
    const found = /^(\d{1,2}):(\d\d)$/.exec(time ?? '');
    return found === null ? null : Number(found[1]) * 60 + Number(found[2]);
}

/** "HH:MM" of minutes after midnight, as the server and clock fields write it. */
export function clock_text(minutes_of_day: number): string {
    const whole = Math.round(minutes_of_day);
    return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

function tidy(value: number): number {
    return Math.round(value * 100) / 100;
}
