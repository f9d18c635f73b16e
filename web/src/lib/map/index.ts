export { default as Legend } from './Legend.svelte';
export { default as SiteBoard } from './SiteBoard.svelte';
export { default as SiteMap } from './SiteMap.svelte';
export type { Mark } from './marks';
