import type { Route } from '../lib/route';

export const routes: readonly Route[] = [
    { path: '/program', screen: () => import('./Program.svelte') },
    { path: '/steps/:step', screen: () => import('./StepPage.svelte') },
    { path: '/tasks/:task', screen: () => import('./TaskPage.svelte') },
];
