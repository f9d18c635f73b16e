/**
 * What changed, as it happens. One tab of this browser holds the stream, because a browser opens
 * only six connections to a server; it tells the others.
 */
import { note_deleted, object_name } from './gone.svelte';
import { shared_tab } from './tabs';

/** Says that an object changed; the values are fetched by whoever shows them. */
export interface Changed {
    kind: string;
    id: number;
    revision?: number;
    deleted?: boolean;
}

type Listener = (changed: Changed) => void;

const listeners = new Set<Listener>();

/** Calls `listener` for each change of one of `kinds`; returns what ends that. */
export function on_change(kinds: readonly string[], listener: Listener): () => void {
    const wanted: Listener = (changed) => {
        if (changed.kind === '*' || kinds.includes(changed.kind)) {
            listener(changed);
        }
    };
    listeners.add(wanted);
    return () => listeners.delete(wanted);
}

/** After an own save: others on this page need not wait for the stream. */
export function changed_here(kind: string, id = 0): void {
    tell({ kind, id });
}

function tell(changed: Changed): void {
    if (changed.deleted) {
        note_deleted(object_name(changed.kind, changed.id));
    }
    for (const listener of [...listeners]) {
        listener(changed);
    }
}

const first_pause = 1_000;
const longest_pause = 30_000;

/** Reads the stream until `signal` ends it; comes back after a cut and then has everything reloaded. */
function read_stream(signal: AbortSignal, pass_on: (changed: Changed) => void): void {
    let pause = first_pause;
    let broken = false;
    const open = (): void => {
        const source = new EventSource('/api/v1/events');
        const stop = (): void => source.close();
        signal.addEventListener('abort', stop, { once: true });
        source.onopen = () => {
            pause = first_pause;
            if (broken) {
                broken = false;
                pass_on({ kind: '*', id: 0 });
            }
        };
        const read = (event: MessageEvent<string>): void => {
            const changed = parsed(event.data);
            if (changed !== null) {
                pass_on(changed);
            }
        };
        source.onmessage = read;
        for (const kind of kinds_of_events) {
            source.addEventListener(kind, read);
        }
        source.addEventListener('reload', () => pass_on({ kind: '*', id: 0 }));
        source.onerror = () => {
            if (!broken) {
                pass_on({ kind: 'stream_cut', id: 0 });
            }
            broken = true;
            if (source.readyState === EventSource.CLOSED) {
                signal.removeEventListener('abort', stop);
                setTimeout(() => signal.aborted || open(), pause);
                pause = Math.min(pause * 2, longest_pause);
            }
        };
    };
    open();
}

/** Kinds of objects, which are the stream's event names. */
export const kinds_of_events = [
    'account', 'invitation', 'token', 'session', 'passkey', 'screen', 'city', 'step', 'task', 'note', 'decision', 'comment',
    'attachment', 'calendar_event', 'inbox', 'job', 'backup', 'backup_drill', 'backup_settings', 'mail_settings', 'portal', 'reminder', 'demo', 'place',
    'import', 'election', 'scenario', 'plan', 'run', 'basemap', 'protocol_contacts', 'exemption', 'exemption_mark', 'legal_hold',
    'retention_series', 'retention_assignment', 'redaction', 'records_request', 'holidays', 'log', 'publication', 'witness', 'witness_round',
    'witness_held', 'log_alarm',
] as const;

function parsed(text: string): Changed | null {
    try {
        const value = JSON.parse(text) as Partial<Changed>;
        return typeof value.kind === 'string'
            ? { kind: value.kind, id: value.id ?? 0, revision: value.revision, deleted: value.deleted ?? false }
            : null;
    } catch {
        return null;
    }
}

/** Starts listening for as long as somebody is signed in; returns what ends it. */
export function start_events(): () => void {
    return shared_tab<Changed>('belfry.events', read_stream, tell);
}
