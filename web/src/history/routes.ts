import type { Route } from '../lib/route';

export const routes: readonly Route[] = [{ path: '/history/:kind/:id', screen: () => import('./HistoryPage.svelte') }];
