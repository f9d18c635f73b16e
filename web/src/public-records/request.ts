/** How long there is to answer, and what a review says, in words. */
import type { RecordsRequest, RequestLine, RequestShown, ReviewLine } from '../lib/api/types';
import type { StepStatus } from '../lib/api/types';
import { t, t_count } from '../lib/i18n/index.svelte';

interface Due {
    state: RecordsRequest['state'];
    days_left: number;
}

export function due_status(due: Due): StepStatus {
    if (due.state !== 'open') {
        return 'done';
    }
    return due.days_left < 0 ? 'late' : due.days_left <= 2 ? 'needs_attention' : 'on_track';
}

export function due_words(due: Due): string {
    if (due.state !== 'open') {
        return t(`request.state.${due.state}`);
    }
    if (due.days_left === 0) {
        return t('request.due_today');
    }
    return due.days_left < 0 ? t_count('request.late', -due.days_left) : t_count('request.left', due.days_left);
}

export function due_of(line: RequestLine): Due {
    return { state: line.state, days_left: line.days_left };
}

/** An entry with its values, as a reviewer reads it. */
export interface ReviewedEntry {
    entry: number;
    at: string;
    actor: string;
    action: string;
    object: string;
    outside: boolean;
    fields: ReviewLine[];
}

/** Lines come value by value: those of one entry belong together. */
export function by_entry(lines: readonly ReviewLine[]): ReviewedEntry[] {
    const entries: ReviewedEntry[] = [];
    for (const line of lines) {
        let last = entries.at(-1);
        if (last === undefined || last.entry !== line.entry) {
            const { entry, at, actor, action, object, outside } = line;
            last = { entry, at, actor, action, object, outside, fields: [] };
            entries.push(last);
        }
        if (line.position !== null) {
            last.fields.push(line);
        }
    }
    return entries;
}

/** Days typed one a line; null where one of them is no day. */
export function typed_days(text: string): string[] | null {
    const days = text.split(/[\s,;]+/).filter((each) => each !== '');
    return days.every((each) => /^\d{4}-\d{2}-\d{2}$/.test(each)) ? days : null;
}

/** What stands in the way of a package; empty: nothing. */
export function not_ready(shown: RequestShown): string {
    if (shown.standing.entries === 0) {
        return t('request.nothing_found');
    }
    return shown.standing.undecided > 0 ? t_count('request.undecided', shown.standing.undecided) : '';
}
