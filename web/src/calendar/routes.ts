import type { Route } from '../lib/route';

export const routes: readonly Route[] = [
    { path: '/calendar', screen: () => import('./Calendar.svelte') },
    { path: '/calendar/:event', screen: () => import('./EventPage.svelte') },
];
