import type { Route } from '../lib/route';

export const routes: readonly Route[] = [
    { path: '/decisions', screen: () => import('./Decisions.svelte') },
    { path: '/decisions/:decision', screen: () => import('./DecisionPage.svelte') },
];
