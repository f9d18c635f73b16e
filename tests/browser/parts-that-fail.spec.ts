import { expect, test } from './programme';

test.describe('when something goes wrong', () => {
    test.use({ expected_errors: [/status of (404|500|503)/] });

    test('a part that cannot be shown says so, and the rest of the page works', async ({ open }) => {
        const page = await open('chief_of_staff');
        await page.route('**/api/v1/comments?*', (route) =>
            route.fulfill({
                status: 500,
                contentType: 'application/problem+json',
                body: '{"title":"Broken","status":500,"code":"internal_error","reference":"a1b2c3"}',
            }),
        );
        await page.goto('/steps/4');
        await expect(page.getByRole('heading', { name: 'Comments' })).toBeVisible();
        await expect(page.getByText('The rest of this page works.')).toBeVisible();
        await expect(page.getByText('a1b2c3')).toBeVisible();
        await expect(page.getByRole('button', { name: 'Add a task' })).toBeVisible();
        await page.unroute('**/api/v1/comments?*');
        await page.getByRole('button', { name: 'Try again' }).click();
        await expect(page.getByText('The rest of this page works.')).toHaveCount(0);
    });

    test('a task that is gone says so instead of showing an empty page', async ({ open }) => {
        const page = await open('observer');
        await page.goto('/tasks/999999');
        await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
    });

    test('so do a person and a history that never were', async ({ open }) => {
        const page = await open('chief_of_staff');
        for (const address of ['/people/999999', '/history/step/999999', '/history/step/x']) {
            await page.goto(address);
            await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
        }
    });
});
