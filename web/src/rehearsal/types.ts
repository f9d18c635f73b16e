/** What goes wrong and what is done about it, as docs/formats/scenario.md and plan.md have them. */

export const equipment_kinds = ['staff', 'e_pollbook', 'booth', 'bmd', 'dre', 'scanner', 'printer'] as const;
export type Equipment = (typeof equipment_kinds)[number];

/** How long something takes, in minutes. */
export interface Duration {
    shape: 'exponential' | 'gamma' | 'lognormal' | 'deterministic' | 'empirical';
    mean?: number;
    sd?: number;
    quantiles?: number[];
}

/** "HH:MM", or minutes after midnight. */
export type Clock = string | number;

/** Named places, a random share of all, or all when neither is given. */
export interface Where {
    sites?: string[];
    share?: number;
}

export const disruption_kinds = [
    'pollbook_outage', 'network_loss', 'power_loss', 'outage', 'machine_failures', 'scanner_rejects', 'misprint', 'workers_missing',
    'short_stock', 'late_opening', 'closure', 'false_message',
] as const;
export type DisruptionKind = (typeof disruption_kinds)[number];

export const failure_ways = ['resume', 'wait', 'restart', 'head_of_line', 'slot'] as const;

export interface Disruption {
    id: string;
    kind: DisruptionKind;
    where?: Where;
    independent?: boolean;
    probability?: number;
    at?: Clock;
    after_opening?: Duration;
    lasts?: Duration;
    detection?: Duration;
    equipment?: Equipment[];
    slow_factor?: number;
    server_share?: number;
    mtbf_minutes?: number;
    dead_at_opening?: number;
    repair?: Duration;
    on_failure?: (typeof failure_ways)[number];
    reject_share?: number;
    extra_minutes?: number;
    ballots?: number;
    ballots_share?: number;
    send_to?: string[];
    lost_share?: number;
    moved_share?: number;
    moved_by_minutes?: number;
    deterred_share?: number;
}

export const measure_kinds = [
    'paper_pollbooks', 'emergency_ballots', 'drop_slot', 'spare_machines', 'repair_crews', 'extra_workers', 'redirect', 'extended_hours',
    'ballot_delivery',
] as const;
export type MeasureKind = (typeof measure_kinds)[number];

export const trigger_kinds = ['always', 'time', 'line', 'wait', 'failures', 'stock'] as const;
export const dispatch_kinds = ['nearest_free', 'longest_line', 'first_come'] as const;

export interface Trigger {
    when: (typeof trigger_kinds)[number];
    at?: Clock;
    value?: number;
}

export interface Base {
    crews: number;
    lat?: number;
    lon?: number;
}

export interface Measure {
    id: string;
    kind: MeasureKind;
    where?: Where;
    count?: number;
    counts?: Record<string, number>;
    shared?: boolean;
    trigger?: Trigger;
    delay?: Duration;
    equipment?: Equipment[];
    minutes?: number;
    city_wide?: boolean;
    follow_share?: number;
    least_gain_minutes?: number;
    dispatch?: (typeof dispatch_kinds)[number];
    bases?: Base[];
    /** Cents. */
    cost?: number;
    unit_cost?: number;
    use_cost?: number;
}

/** A place as forms offer it. */
export interface SiteChoice {
    key: string;
    name: string;
    address: string;
}
