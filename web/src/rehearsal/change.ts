/** Whether waits at a place became longer or shorter, as far as chance leaves it certain. */
import { is_certain } from './run';
import type { Figure } from './types';

/** 0 the same as far as anybody can say, 1 longer, 2 shorter. */
export function change_class(difference: Figure): number {
    return !is_certain(difference) ? 0 : difference.value > 0 ? 1 : 2;
}
