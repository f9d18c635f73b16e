import { expect_good_looks } from './look';
import { ask_for_decision, expect, test, type Kind } from './programme';

const screens = [
    '/', '/program', '/program?view=season', '/steps/2', '/steps/1', '/decisions', '/calendar', '/calendar?new=1', '/inbox',
    '/history/step/2',
];
const kinds: Kind[] = ['desktop', 'dark', 'phone'];

for (const kind of kinds) {
    test(`every screen of the programme is accessible and fits: ${kind}`, async ({ open }) => {
        const page = await open('mayor', kind);
        for (const address of screens) {
            await page.goto(address);
            await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
            await expect(page.locator('.loading')).toHaveCount(0);
            await expect_good_looks(page);
        }
    });

    test(`forms and pages of one thing are accessible: ${kind}`, async ({ open }) => {
        const title = await ask_for_decision(await open('chief_of_staff'), 'Look at it');
        const page = await open('mayor', kind);
        await page.goto('/steps/2');
        await page.getByRole('button', { name: 'Change status, owner or date' }).click();
        await page.getByRole('button', { name: 'Add a task' }).click();
        await page.getByRole('button', { name: 'Add the task' }).click();
        await page.getByRole('button', { name: 'Ask for a decision' }).click();
        await page.getByRole('button', { name: 'Write a note' }).click();
        await page.getByText('Show who changed what, and when').click();
        await expect_good_looks(page);

        await page.goto('/decisions');
        await page.getByRole('link', { name: `Read first: ${title}` }).click();
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
        await page.getByRole('button', { name: `Approve: ${title}`, exact: true }).click();
        await expect_good_looks(page);
    });
}
