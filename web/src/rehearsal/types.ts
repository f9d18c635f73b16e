/** What goes wrong and what is done about it: the server's types by short names, and their choices in the order of forms. */
import type { components } from '../lib/api/schema';

type Schemas = components['schemas'];

export type Disruption = Schemas['Disruption'];
export type DisruptionKind = Schemas['DisruptionKind'];
export type Measure = Schemas['Measure'];
export type MeasureKind = Schemas['MeasureKind'];
export type Trigger = Schemas['Trigger'];
export type Equipment = Schemas['Equipment'];
export type Where = Schemas['Where'];
/** Who has a role of the emergency protocol, and the phone number. */
export type Contact = Schemas['ProtocolContact'];
export type Contacts = Schemas['Contacts'];
/** How long something takes, in minutes. */
export type Duration = Schemas['Distribution'];
/** A number with its confidence interval. */
export type Figure = Schemas['Figure'];

export const equipment_kinds = ['staff', 'e_pollbook', 'booth', 'bmd', 'dre', 'scanner', 'printer'] as const satisfies readonly Equipment[];

export const disruption_kinds = [
    'pollbook_outage', 'network_loss', 'power_loss', 'outage', 'machine_failures', 'scanner_rejects', 'misprint', 'workers_missing',
    'short_stock', 'late_opening', 'closure', 'false_message',
] as const satisfies readonly DisruptionKind[];

export const failure_ways = ['resume', 'wait', 'restart', 'head_of_line', 'slot'] as const;

export const measure_kinds = [
    'paper_pollbooks', 'emergency_ballots', 'drop_slot', 'spare_machines', 'repair_crews', 'extra_workers', 'redirect', 'extended_hours',
    'ballot_delivery',
] as const satisfies readonly MeasureKind[];

export const dispatch_kinds = ['nearest_free', 'longest_line', 'first_come'] as const;

/** A place as forms offer it. */
export interface SiteChoice {
    key: string;
    name: string;
    address: string;
}
