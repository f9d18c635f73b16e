/** Signing in with the city's identity provider: out of the app, and back to where one was. */
import { api, take } from './api/client';

const key = 'belfry.return_to';

/** Leaves for the provider. Who is signed in already is asked there once more who they are. */
export async function go_to_provider(): Promise<void> {
    const { url } = await take(api.POST('/api/v1/session/provider'));
    sessionStorage.setItem(key, location.pathname + location.search);
    location.assign(url);
}

/** Where somebody was who comes back; taken once. */
export function take_return_path(): string {
    const kept = sessionStorage.getItem(key) ?? '/';
    sessionStorage.removeItem(key);
    return kept.startsWith('/') && !kept.startsWith('//') && !kept.startsWith('/sign-in') ? kept : '/';
}
