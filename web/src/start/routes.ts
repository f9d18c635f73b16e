import type { Route } from '../lib/route';

export const routes: readonly Route[] = [
    { path: '/welcome', outside: true, wide: true, screen: () => import('./Welcome.svelte') },
    { path: '/start', needs: 'city_edit', screen: () => import('./Start.svelte') },
];
