/** The election's fields as people call them, and typed figures. */
import type { FieldProblem } from '../lib/api/problem';
import type { Election, ServiceTime } from '../lib/api/types';
import { number } from '../lib/format';
import { t } from '../lib/i18n/index.svelte';
import { decimal_of } from './counts';

const fields = [
    'name', 'date', 'time_zone', 'opens', 'closes', 'early_voting', 'turnout_factor', 'expected_voters', 'turnout_sd', 'pollbooks',
    'marking', 'service', 'arrivals', 'figures',
] as const;

/** For histories and notices of conflict. */
export function election_labels(): Record<string, string> {
    return Object.fromEntries(fields.map((field) => [field, t(`election.field.${field}`)]));
}

/** Services in the order in which a voter meets them. */
export const services = ['check_in', 'check_in_on_paper', 'marking', 'device', 'accessible_device', 'scanning'] as const;
export type Service = (typeof services)[number];

/** Figures of the rules of estimation; shares are typed in percent. */
export const rule_figures = [
    'turnout', 'election_day_share', 'voters_a_place', 'registered_a_booth', 'registered_a_device', 'registered_a_scanner', 'workers_a_place',
    'peak_load', 'device_share',
] as const;
export const shares: readonly string[] = ['turnout', 'election_day_share', 'peak_load', 'device_share'];

/** Mean and spread of a service time in minutes, whatever its shape. */
export function moments({ time }: Pick<ServiceTime, 'time'>): { mean: number; sd: number } {
    if (time.shape === 'empirical' && time.quantiles !== undefined) {
        return moments_of_quantiles(time.quantiles);
    }
    const mean = time.mean ?? 0;
    return { mean, sd: time.shape === 'exponential' ? mean : (time.sd ?? 0) };
}

/** Of values that are spread evenly between equally spaced quantiles. */
function moments_of_quantiles(quantiles: readonly number[]): { mean: number; sd: number } {
    let sum = 0;
    let squares = 0;
    for (let at = 1; at < quantiles.length; at += 1) {
        const [low, high] = [quantiles[at - 1]!, quantiles[at]!];
        sum += (low + high) / 2;
        squares += (low * low + low * high + high * high) / 3;
    }
    const parts = Math.max(1, quantiles.length - 1);
    const mean = sum / parts;
    return { mean, sd: Math.sqrt(Math.max(0, squares / parts - mean * mean)) };
}

/** "2 minutes", "20 seconds": below a minute people think in seconds. */
export function duration(minutes: number): string {
    return minutes > 0 && minutes < 1
        ? t('election.seconds', { count: number(Math.round(minutes * 60)) })
        : t('election.minutes', { count: number(Math.round(minutes * 10) / 10) });
}

/** The hours of a slot's beginning, HH:MM: `shares` cut the time from opening to closing into equal slots. */
export function slot_times(election: Pick<Election, 'opens' | 'closes'>, slots: number): string[] {
    const opens = minutes_of(election.opens);
    const length = (minutes_of(election.closes) - opens) / slots;
    return Array.from({ length: slots }, (_, at) => clock_of(opens + at * length));
}

function minutes_of(clock: string | number): number {
    const [hours, minutes] = String(clock).split(':').map(Number);
    return minutes === undefined ? hours! : hours! * 60 + minutes;
}

function clock_of(minutes: number): string {
    const whole = Math.round(minutes) % (24 * 60);
    return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

/** Reads a typed number, or notes at its field that it is none. */
export function read_number(typed: string, field: string, problems: FieldProblem[]): number {
    const value = decimal_of(typed);
    if (value === null) {
        problems.push({ field, code: typed.trim() === '' ? 'required' : 'not_a_number', advice: '', values: {} });
        return 0;
    }
    return value;
}

/** A number for a field to be typed over: no grouping, no more digits than mean anything. */
export function typed(value: number): string {
    return String(Number(value.toPrecision(6)));
}
