import { day_short, money, moment } from '../lib/format';
import { t, is_text } from '../lib/i18n/index.svelte';
import type { HistoryEntry } from './types';

const kept_long = 160;

/** A value of the record in the reader's words: dates, money and states, not codes. */
export function value_in_words(field: string, value: unknown): string {
    if (value === null || value === undefined || value === '') {
        return t('program.nothing');
    }
    if (typeof value === 'boolean') {
        return t(value ? 'program.yes' : 'program.no');
    }
    if (field === 'cost' && typeof value === 'number') {
        return money(value);
    }
    if (typeof value === 'object') {
        const named = value as { name?: unknown };
        return typeof named.name === 'string' ? named.name : JSON.stringify(value);
    }
    const text = String(value);
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
        return day_short(text);
    }
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text)) {
        return moment(text);
    }
    const state_key = `program.value.${text}`;
    if ((field === 'state' || field === 'status') && is_text(state_key)) {
        return t(state_key);
    }
    return text.length > kept_long ? `${text.slice(0, kept_long)}…` : text;
}

/** "due" → "Due date", where the catalog knows the field. */
export function field_in_words(field: string): string {
    const key = `program.field.${field}`;
    return is_text(key) ? t(key) : field.replaceAll('_', ' ');
}

/** "completed" → "Marked done", where the catalog knows the deed. */
export function deed_in_words(entry: HistoryEntry): string {
    const bare = entry.action.replace(/^.*[.:]/, '');
    const key = `program.deed.${bare}`;
    return is_text(key) ? t(key) : bare.replaceAll('_', ' ');
}
