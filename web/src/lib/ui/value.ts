/** A recorded value (JSON) in words, for histories and conflicts. */
import { day_short, moment, number } from '../format';
import { t, t_or } from '../i18n/index.svelte';

/** The JSON text of a value, shown. */
export function shown_value(json: string): string {
    try {
        return shown(JSON.parse(json));
    } catch {
        return json;
    }
}

export function shown(value: unknown): string {
    if (value === null || value === undefined || value === '') {
        return t('value.nothing');
    }
    if (typeof value === 'boolean') {
        return t(value ? 'value.yes' : 'value.no');
    }
    if (typeof value === 'number') {
        return number(value);
    }
    if (typeof value === 'string') {
        return shown_text(value);
    }
    if (Array.isArray(value)) {
        return value.length === 0 ? t('value.nothing') : value.map(shown).join(', ');
    }
    return JSON.stringify(value);
}

function shown_text(text: string): string {
    if (/^\d{4}-\d\d-\d\d$/.test(text)) {
        return day_short(text);
    }
    if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) {
        return moment(text);
    }
    return t_or(`value.${text}`, t_or(`role.${text}`, text));
}
