/** The way out: by the person's menu and by the search palette. */
import { changed_here } from '../lib/events.svelte';
import { navigate } from '../lib/router.svelte';
import { sign_out } from '../lib/session.svelte';

export async function leave(): Promise<void> {
    await sign_out();
    changed_here('session');
    navigate('/', { replace: true });
}
