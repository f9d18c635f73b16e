import { describe, expect, it } from 'vitest';
import english from '../lib/i18n/en.json';
import { by_area, permission_area } from './roles';

describe('the table of permissions', () => {
    it('shows each permission once, by the part it belongs to, Belfry itself last', () => {
        const areas = by_area([
            { permissions: ['people_see', 'program_see'] },
            { permissions: ['program_see', 'decisions_answer', 'public_pages_edit'] },
        ]);
        expect(areas).toEqual([
            { area: 'program', permissions: ['program_see', 'decisions_answer'] },
            { area: 'voice', permissions: ['public_pages_edit'] },
            { area: 'belfry', permissions: ['people_see'] },
        ]);
    });

    it('has a part for each permission that has words', () => {
        const named = Object.keys(english).filter((key) => key.startsWith('permission.'));
        expect(named.length).toBeGreaterThan(15);
        const own = named.map((key) => key.slice('permission.'.length)).filter((each) => permission_area(each) === 'belfry');
        expect(own).toEqual([
            'activity_see', 'backups_manage', 'city_edit', 'demo_manage', 'jobs_manage', 'jobs_see', 'mail_settings_edit',
            'people_manage', 'people_see', 'settings_edit',
        ]);
    });
});
