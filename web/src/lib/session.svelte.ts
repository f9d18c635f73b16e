/** Who is signed in, what they may do, and the choices that follow them: language and theme. */
import { api, on_signed_out, take, use_csrf } from './api/client';
import { Problem } from './api/problem';
import type { Me, SessionState } from './api/types';
import { load_city, use_city } from './city.svelte';
import { best_language, use_language } from './i18n/index.svelte';
import { kept_theme, use_theme } from './theme.svelte';

let known = $state.raw<SessionState | null>(null);

export function session(): SessionState | null {
    return known;
}

export function me(): Me | null {
    return known?.account ?? null;
}

export function may(permission: string): boolean {
    return known?.account?.permissions.includes(permission) ?? false;
}

/** Takes over what the server says about the session: after signing in, out, or a change of it. */
export async function use_session(next: SessionState): Promise<void> {
    use_csrf(next.csrf ?? null);
    known = next;
    await follow_account();
    if (next.signed_in) {
        await load_city();
    } else {
        use_city(null);
    }
}

async function follow_account(): Promise<void> {
    const account = me();
    const language = best_language(account?.language ?? localStorage.getItem('belfry.language'));
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

const nobody: SessionState = {
    signed_in: false,
    setup_needed: false,
    second_factor_needed: false,
    csrf: null,
    account: null,
    version: '',
    languages: [],
};

export async function load_session(): Promise<void> {
    let state: SessionState;
    try {
        state = await take(api.GET('/api/v1/session'));
    } catch (thrown) {
        // The browser still holds the cookie of a session that has ended.
        if (!(thrown instanceof Problem) || thrown.status !== 401) {
            throw thrown;
        }
        state = nobody;
    }
    await use_session(state);
}

export async function sign_out(): Promise<void> {
    await take(api.DELETE('/api/v1/session'));
    await load_session();
}

/** Somebody not signed in chooses a language: kept in this browser. */
export async function choose_language(code: string): Promise<void> {
    localStorage.setItem('belfry.language', code);
    await use_language(code);
}

on_signed_out(() => {
    if (known?.signed_in) {
        void load_session();
    }
});
