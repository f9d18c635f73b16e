/** Roles and permissions as they are shown: in a fixed order, permissions by the part they belong to. */
import type { Role } from '../lib/api/types';
import { list_of } from '../lib/format';
import { t } from '../lib/i18n/index.svelte';

export const roles: readonly Role[] = [
    'administrator', 'mayor', 'chief_of_staff', 'election_official', 'planner', 'liaison', 'commissioner', 'auditor',
    'staff', 'observer',
];

export function role_names(of: readonly Role[]): string {
    return list_of(of.map((role) => t(`role.${role}`)));
}

export const areas = ['program', 'plans', 'voice', 'records', 'belfry'] as const;
export type Area = (typeof areas)[number];

const area_of: readonly [RegExp, Area][] = [
    [/^(program|decisions|calendar)_/, 'program'],
    [/^public_pages_/, 'voice'],
    [/^(places|rehearsals)_/, 'plans'],
    [/^records_/, 'records'],
];

/** The part of the app a permission belongs to; what runs Belfry itself comes last. */
export function permission_area(permission: string): Area {
    return area_of.find(([pattern]) => pattern.test(permission))?.[1] ?? 'belfry';
}

export interface AreaRows {
    area: Area;
    permissions: string[];
}

/** All permissions that any role holds, by area. */
export function by_area(rows: readonly { permissions: readonly string[] }[]): AreaRows[] {
    const all = [...new Set(rows.flatMap((row) => row.permissions))];
    return areas
        .map((area) => ({ area, permissions: all.filter((each) => permission_area(each) === area) }))
        .filter((each) => each.permissions.length > 0);
}
