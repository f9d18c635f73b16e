/** The programme's fields as people call them. */
import { t, t_or } from '../lib/i18n/index.svelte';

const fields = [
    'title', 'details', 'owner', 'owner_id', 'due', 'blocked_by', 'step', 'state', 'status', 'status_reason', 'text', 'why', 'cost',
    'cost_source', 'asked_at', 'asked_by', 'asked_of', 'asked_of_id', 'answer_text', 'completion_note', 'place', 'kind',
    'starts_at', 'ends_at', 'tlp', 'all_day_on', 'name', 'question', 'answer', 'completed_at', 'answered_at', 'answered_by', 'suggestion', 'media_type', 'size',
    'sha256', 'object', 'author', 'time_zone', 'next_election',
] as const;

/** For histories and notices of conflict. */
export function field_labels(): Record<string, string> {
    return Object.fromEntries(fields.map((field) => [field, t(`program.field.${field}`)]));
}

/** `task/12` → "Task 12"; kinds the catalog does not know stay as they are. */
export function object_in_words(object: string): string {
    const [kind = '', id = ''] = object.split('/');
    return t_or(`program.object.${kind}`, `${kind.replaceAll('_', ' ')} ${id}`, { id });
}

/** Where an object of the programme is shown; null when it has no page of its own. */
export function page_of(object: string): string | null {
    const [kind, id] = object.split('/');
    switch (kind) {
        case 'step':
        case 'task':
        case 'decision':
            return `/${kind}s/${id}`;
        case 'calendar_event':
            return `/calendar/${id}`;
        case 'place':
            return `/places/${id}`;
        case 'import':
            return `/places/imports/${id}`;
        case 'election':
            return '/election';
        case 'scenario':
        case 'plan':
        case 'run':
            return `/${kind}s/${id}`;
        default:
            return null;
    }
}
