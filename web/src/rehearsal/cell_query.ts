/** Which cell of a run the address names; the first where it names none. */
import { query } from '../lib/router.svelte';
import type { Run } from '../lib/api/types';

function among(inputs: readonly { id: number }[], name: string): number {
    return inputs.find(({ id }) => String(id) === query(name))?.id ?? inputs[0]?.id ?? 0;
}

export function chosen_cell(run: Pick<Run, 'inputs'>): { scenario: number; plan: number } {
    return { scenario: among(run.inputs.scenarios, 'scenario'), plan: among(run.inputs.plans, 'plan') };
}
