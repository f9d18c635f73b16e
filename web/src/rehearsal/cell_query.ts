/** Which cell of a run the address names; the first where it names none. */
import { query } from '../lib/router.svelte';
import type { Run } from '../lib/api/types';

function among(inputs: readonly { id: number }[], name: string): number {
    return inputs.find(({ id }) => String(id) === query(name))?.id ?? inputs[0]?.id ?? 0;
}

/** A cell as the server's addresses take it. */
export function cell_query({ scenario, plan }: { scenario: number; plan: number }): { scenario: string; plan: string } {
    return { scenario: String(scenario), plan: String(plan) };
}

export function chosen_cell(run: Pick<Run, 'inputs'>): { scenario: number; plan: number } {
    return { scenario: among(run.inputs.scenarios, 'scenario'), plan: among(run.inputs.plans, 'plan') };
}
