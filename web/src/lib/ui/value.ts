/** A recorded value in words, for histories and conflicts. */
import { day_short, file_size, moment, money, number, percent } from '../format';
import { t, t_or } from '../i18n/index.svelte';

/** Fields that hold a person: conflicts bring only the number of the account. */
const person_fields = ['owner', 'owner_id', 'asked_of', 'asked_of_id', 'asked_by', 'answered_by', 'author'];

/** A value, shown; `people` are the names of accounts by number. */
export function shown_value(value: unknown, field = '', people: ReadonlyMap<number, string> = new Map()): string {
    const account = person_fields.includes(field) ? account_of(value) : null;
    return account === null ? shown(value, field) : (people.get(account) ?? t('value.somebody'));
}

/** The account that a bare number or `{"id":80}` stands for; null when the value says more, or nothing. */
function account_of(value: unknown): number | null {
    if (typeof value === 'number') {
        return value;
    }
    const { id, name } = (value ?? {}) as { id?: unknown; name?: unknown };
    return typeof id === 'number' && typeof name !== 'string' ? id : null;
}

/** `field` is what the value belongs to: a number means dollars in one and bytes in another. */
export function shown(value: unknown, field = ''): string {
    if (value === null || value === undefined || value === '') {
        return t('value.nothing');
    }
    if (typeof value === 'boolean') {
        return t(value ? 'value.yes' : 'value.no');
    }
    if (typeof value === 'number') {
        return field === 'cost' ? money(value) : field === 'size' ? file_size(value) : number(value);
    }
    if (typeof value === 'string') {
        return shown_text(value);
    }
    if (Array.isArray(value)) {
        return value.length === 0 ? t('value.nothing') : value.map((each) => shown(each, field)).join(', ');
    }
    return shown_object(value as Record<string, unknown>);
}

/** A person by name, a question by its words, what goes wrong and what is done about it by its kind. */
function shown_object(value: Record<string, unknown>): string {
    if (typeof value.kind === 'string' && typeof value.id === 'string') {
        return t_or(`disruption.kind.${value.kind}`, t_or(`measure.kind.${value.kind}`, value.kind));
    }
    if (typeof value.minutes === 'number' && typeof value.share === 'number') {
        return t('plan.standard_short', { minutes: value.minutes, share: percent(value.share) });
    }
    const words = [value.name, value.text, value.answer].filter((each) => typeof each === 'string' && each !== '');
    return words.length > 0 ? words.join(' → ') : JSON.stringify(value);
}

/** Whether a recorded change tells a reader anything: what was empty and stays so, or reads the same, does not. */
export function is_change(change: {
    field: string; before?: unknown; after?: unknown; before_redacted?: string | null; after_redacted?: string | null;
}): boolean {
    const { field, before, after } = change;
    if (change.before_redacted || change.after_redacted) {
        return true;
    }
    const empty = (value: unknown) => value === null || value === undefined || value === '' || value === false;
    return empty(before) ? !empty(after) : shown(before, field) !== shown(after, field);
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
