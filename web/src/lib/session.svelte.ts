/** Who is signed in, what they may do, and the choices that follow them: language and theme. */
import { api, on_signed_out, take, use_csrf } from './api/client';
import type { Me, SessionState } from './api/types';
import { load_city, use_city } from './city.svelte';
import { best_language, use_language } from './i18n/index.svelte';
import { kept_theme, use_theme } from './theme.svelte';

let known = $state.raw<SessionState | null>(null);
let ended = $state(false);

export function session(): SessionState | null {
    return known;
}

export function me(): Me | null {
    return known?.account ?? null;
}

/** Whether the session ended under a page that is still open: what is written there is kept. */
export function session_ended(): boolean {
    return ended;
}

export function may(permission: string): boolean {
    return known?.account?.permissions.includes(permission) ?? false;
}

/** From when on this person needs a passkey; null where none is asked of them or they have one. */
export function passkey_due(): Date | null {
    return known?.passkey_due ? new Date(known.passkey_due) : null;
}

/** Whether nothing else goes on before there is a passkey. */
export function passkey_overdue(): boolean {
    const due = passkey_due();
    return due !== null && due.getTime() <= Date.now();
}

/** Takes over what the server says about the session: after signing in, out, or a change of it. */
export async function use_session(next: SessionState): Promise<void> {
    use_csrf(next.csrf ?? null);
    known = next;
    ended = false;
    await follow_account();
    if (next.screen || (next.signed_in && !passkey_overdue())) {
        await load_city();
    } else {
        use_city(null);
    }
}

async function follow_account(): Promise<void> {
    const account = me();
    const language = best_language(account?.language ?? known?.screen?.language ?? localStorage.getItem('belfry.language'));
    localStorage.setItem('belfry.language', language);
    await use_language(language);
    use_theme(account?.theme ?? kept_theme());
}

/** After a change of one's own profile. */
export async function use_account(account: Me): Promise<void> {
    if (known !== null) {
        known = { ...known, account };
        await follow_account();
    }
}

/** Asks the server who is signed in; a session that has ended under an open page is not taken over. */
export async function load_session(): Promise<void> {
    const state = await take(api.GET('/api/v1/session'));
    if (known?.signed_in && !state.signed_in) {
        ended = true;
    } else {
        await use_session(state);
    }
}

export async function sign_out(): Promise<void> {
    await take(api.DELETE('/api/v1/session'));
    sessionStorage.clear();
    known = null;
    await load_session();
}

/** Somebody not signed in chooses a language: kept in this browser. */
export async function choose_language(code: string): Promise<void> {
    localStorage.setItem('belfry.language', code);
    await use_language(code);
}

let asking = false;

// The answer may be to a request of the session before, which signing in anew has ended: the server says which.
on_signed_out(() => {
    if (known?.signed_in && !asking) {
        asking = true;
        void load_session().catch(() => undefined).finally(() => (asking = false));
    }
});
