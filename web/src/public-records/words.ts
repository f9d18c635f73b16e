/** What of the public records is said on several screens. */
import type { StepStatus } from '../lib/api/types';
import { day_long } from '../lib/format';
import { t, t_or } from '../lib/i18n/index.svelte';

/** Kinds of records that can be held, kept in a series and marked, by the words for one of them. */
export const kinds = [
    'task', 'decision', 'note', 'comment', 'attachment', 'calendar_event', 'step', 'account', 'place', 'election', 'import',
    'scenario', 'plan', 'run', 'records_request',
] as const;

/** Whether objects of this kind are records of the city. */
export function is_kept(kind: string): boolean {
    return (kinds as readonly string[]).includes(kind);
}

export function kind_options(): { value: string; label: string }[] {
    return kinds.map((value) => ({ value, label: t(`records.kind.${value}`) }));
}

/** `2026-11-03` in words; `otherwise` where there is no day. */
export function day_or(day: string | null | undefined, otherwise: string): string {
    return day ? day_long(day) : otherwise;
}

/** Refusals that stand in the way of a redaction, as sentences. */
export function obstacle(code: string): string {
    return t_or(`error.${code}`, code);
}

/** How a state is drawn: by the shape of a step's status. */
export function mark_of(state: string): StepStatus {
    switch (state) {
        case 'in_force':
        case 'executed':
            return 'on_track';
        case 'review_due':
        case 'soon':
        case 'proposed':
        case 'approved':
            return 'needs_attention';
        case 'expired':
        case 'due':
            return 'late';
        default:
            return 'not_started';
    }
}

/** The name of a field: by its kind's own words, else as it is spelled. */
export function field_name(field: string): string {
    return t_or(`program.field.${field}`, t_or(`field.${field}`, field.replaceAll('_', ' ')));
}

/** What is left out of a request rather than sent empty. */
export function filled(text: string): string | undefined {
    return text.trim() === '' ? undefined : text.trim();
}
