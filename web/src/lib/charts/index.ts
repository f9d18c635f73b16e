export { default as BandChart } from './BandChart.svelte';
export { default as CurveChart } from './CurveChart.svelte';
export { default as Figure } from './Figure.svelte';
export { default as Interval } from './Interval.svelte';
