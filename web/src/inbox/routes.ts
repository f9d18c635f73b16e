import type { Route } from '../lib/route';

export const routes: readonly Route[] = [{ path: '/inbox', screen: () => import('./Inbox.svelte') }];
