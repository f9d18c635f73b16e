/** Figures of runs in words. */
import { minutes, money, number, percent } from '../lib/format';
import { t, t_count } from '../lib/i18n/index.svelte';
import type { Run, RunLine } from '../lib/api/types';
import type { Figure } from './types';

/** "92% (90% to 94%)". */
export function share_words(figure: Figure): string {
    return `${percent(figure.value)} ${t('run.interval', { low: percent(figure.low), high: percent(figure.high) })}`;
}

export function minute_words(figure: Figure): string {
    return `${minutes(figure.value)} ${t('run.interval', { low: minutes(figure.low), high: minutes(figure.high) })}`;
}

/** People, to a whole number, or to a tenth where there are few. */
export function people(value: number): string {
    return number(Math.abs(value) < 9.95 ? Math.round(value * 10) / 10 : Math.round(value));
}

export function people_words(figure: Figure): string {
    return `${people(figure.value)} ${t('run.interval', { low: people(figure.low), high: people(figure.high) })}`;
}

/** Cents that are a mean: whole dollars are enough. */
export function dollars(cents: number): string {
    return money(Math.round(cents / 100) * 100);
}

export function dollar_words(figure: Figure): string {
    return figure.low === figure.high ? dollars(figure.value) : `${dollars(figure.value)} ${t('run.interval', { low: dollars(figure.low), high: dollars(figure.high) })}`;
}

/** With its sign: "+34", "−3". */
export function signed(value: number, words: (value: number) => string): string {
    return value > 0 ? `+${words(value)}` : value < 0 ? `−${words(-value)}` : words(0);
}

export function scenario_name(run: Pick<Run, 'inputs'>, id: number): string {
    return run.inputs.scenarios.find((each) => each.id === id)?.name ?? t('rehearsal.ordinary_day');
}

export function plan_name(run: Pick<Run, 'inputs'>, id: number): string {
    return run.inputs.plans.find((each) => each.id === id)?.name ?? t('rehearsal.no_plan');
}

/** "1,200 of 4,000 days", over all plans and scenarios. */
export function days_words(run: Pick<Run | RunLine, 'days_done' | 'days_of'>): string {
    return run.days_done === run.days_of
        ? t_count('run.days', run.days_done, { days: number(run.days_done) })
        : t('run.days_of', { done: number(run.days_done), of: number(run.days_of) });
}
