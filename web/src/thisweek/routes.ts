import type { Route } from '../lib/route';

export const routes: readonly Route[] = [{ path: '/', screen: () => import('./ThisWeek.svelte') }];
