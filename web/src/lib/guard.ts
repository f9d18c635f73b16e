import { onDestroy } from 'svelte';
import { ask_before_leaving } from './router.svelte';

/** To be called while a component is set up: asks before its page is left with something unsaved. */
export function guard(dirty: () => boolean): void {
    onDestroy(ask_before_leaving(dirty));
}
