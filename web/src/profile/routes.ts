import type { Route } from '../lib/route';

export const routes: readonly Route[] = [{ path: '/profile', screen: () => import('./Profile.svelte') }];
