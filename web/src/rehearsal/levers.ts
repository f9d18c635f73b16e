/** What the search for the cheapest plan may turn: numbers of the plan's measures, or new measures. */
import { lever_kinds } from './measure';
import type { Equipment, Measure, MeasureKind } from './types';

/** One line of the form. */
export interface Lever {
    /** The measure of the plan; null for one that the plan has not. */
    measure: string | null;
    kind: MeasureKind;
    on: boolean;
    most: number | undefined;
    each_site: boolean;
    equipment?: Equipment[];
    /** Cents; of a measure of the plan, its own. */
    unit_cost: number | undefined;
}

const usual_most: Partial<Record<MeasureKind, number>> = {
    spare_machines: 20, repair_crews: 10, paper_pollbooks: 1, emergency_ballots: 300, extra_workers: 3,
};
/** What a new measure needs to be said of besides its number. */
const usual_equipment: Partial<Record<MeasureKind, Equipment[]>> = { spare_machines: ['scanner'], extra_workers: ['e_pollbook', 'staff'] };

/** A line for each measure of the plan that has a number, and one for each kind that it lacks. */
export function levers_of(measures: readonly Measure[]): Lever[] {
    const own = measures
        .filter(({ kind }) => lever_kinds.includes(kind))
        .map((measure): Lever => ({
            measure: measure.id, kind: measure.kind, on: true, most: Math.max(measure.count ?? 0, usual_most[measure.kind]!), each_site: measure.kind === 'paper_pollbooks',
            equipment: measure.equipment, unit_cost: measure.unit_cost,
        }));
    const lacking = lever_kinds
        .filter((kind) => !measures.some((measure) => measure.kind === kind))
        .map((kind): Lever => ({ measure: null, kind, on: false, most: usual_most[kind], each_site: kind === 'paper_pollbooks', equipment: usual_equipment[kind], unit_cost: undefined }));
    return [...own, ...lacking];
}

/** As the server takes it. */
export function lever_wish(lever: Lever) {
    const common = { most: lever.most ?? 0, ...(lever.each_site ? { each_site: true } : {}), ...(lever.unit_cost === undefined ? {} : { unit_cost: lever.unit_cost }) };
    if (lever.measure !== null) {
        return { measure: lever.measure, ...common };
    }
    return {
        kind: lever.kind,
        ...common,
        ...(lever.equipment === undefined ? {} : { equipment: lever.equipment }),
        ...(lever.kind === 'spare_machines' && !lever.each_site ? { shared: true } : {}),
    };
}

/** A number of its own for every place makes sense where places hold the things themselves. */
export function may_differ(kind: MeasureKind): boolean {
    return kind !== 'repair_crews';
}
