/** Lists of a made-up city, as files of its clerk would be, and a Belfry to bring them into. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { call, expect, set_up, test, type Page } from './belfry';

export { call, expect, test };
export type { Page };

export interface File {
    name: string;
    mimeType: string;
    buffer: Buffer;
}

export function file(name: string, text: string): File {
    return { name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') };
}

const streets = ['Main St', 'Elm St', 'Harbor Rd', 'Mill Ln', 'Orchard Ave'];

/** Twelve places; one row is a repetition, one figure is no number. */
export const places = file(
    'polling places.csv',
    [
        'Site ID;Polling Place;Street Address;Registered;Scanners',
        ...Array.from({ length: 12 }, (_, at) => `P${at + 1};Hall ${at + 1};${10 + at} ${streets[at % 5]};${1200 + 100 * at};${at === 3 ? '2' : ''}`),
        'P1;Hall 1;10 Main St;1200;',
        'P13;Annex;99 Mill Ln;about 900;',
    ].join('\r\n') + '\r\n',
);

/** What a city of another county sends: headings that nobody can guess. */
export const odd = file('list.csv', 'what,where,how many\nHall A,1 A St,300\nGym B,2 B St,400\n');

export const precincts = file(
    'precincts.csv',
    'Precinct,Polling Place,Address,Registered Voters\n1-A,Hall 1,10 Main St,700\n1-B,Hall 1,10 Main St,500\n2-A,Hall 2,11 Elm St,1300\n9-Z,Undetermined,,40\n',
);

/** Check-ins of a day from 7:00 to 20:00, most of them in the first hour. */
export const check_ins = file(
    'check-ins.csv',
    'check_in_time\n' +
        Array.from({ length: 390 }, (_, at) => {
            const hour = at < 90 ? 7 : 8 + (at % 12);
            return `${String(hour).padStart(2, '0')}:${String((at * 7) % 60).padStart(2, '0')}:00\n`;
        }).join(''),
);

/** Real lists, where they are at hand. */
export function real(set: string, ...names: string[]): File[] {
    return names.map((name) => ({
        name, mimeType: 'text/csv', buffer: readFileSync(join(process.env.BELFRY_SHARED_DATA!, 'polling', set, name)),
    }));
}

/** The administrator of an empty Belfry, on a page of it. */
export async function empty_city(page: Page, fresh: { url: string; setup_link: string }): Promise<void> {
    await set_up(page, fresh as Parameters<typeof set_up>[1]);
}

/** Gives files to the field that stands behind its label. */
export async function give(page: Page, files: File[]): Promise<void> {
    await page.locator('input[type="file"]').first().setInputFiles(files);
}

/** The whole import by mouse, for tests of what comes after it. */
export async function bring_in(page: Page, url: string, files: File[]): Promise<void> {
    await page.goto(`${url}/places/import`);
    await give(page, files);
    await page.getByRole('link', { name: 'Continue to the columns' }).click();
    await page.getByRole('button', { name: 'Continue to the rows' }).click();
    await page.getByRole('link', { name: 'Continue to the changes' }).click();
    await page.getByRole('button', { name: 'Confirm and bring it in' }).click();
    await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible();
}

/** Goes on with the Tab key until the focus is on what `name` says. */
export async function tab_to(page: Page, name: RegExp): Promise<void> {
    for (let press = 0; press < 400; press += 1) {
        await page.keyboard.press('Tab');
        const here = await page.evaluate(() => {
            const element = document.activeElement as HTMLElement;
            if (!element.matches('a, button, input, select, textarea, summary')) {
                return '';
            }
            const label = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? (element.labels?.[0]?.textContent ?? '') : '';
            return element.getAttribute('aria-label') ?? (label || (element.textContent ?? ''));
        });
        if (name.test(here.trim())) {
            return;
        }
    }
    throw new Error(`the Tab key does not reach ${name}`);
}
