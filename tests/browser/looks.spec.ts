import { call, expect, test } from './belfry';
import { expect_good_looks, expect_good_looks_everywhere } from './look';

const screens = [
    '/people', '/people/invite', '/people/roles', '/profile', '/start', '/admin/city', '/admin/public-pages', '/admin/mail', '/admin/backups',
    '/admin/jobs', '/admin/status', '/admin/activity',
];

for (const address of screens) {
    test(`${address} reads well in light and dark, wide, on a phone and at 320 pixels`, async ({ staff }) => {
        await staff.goto(address);
        await expect(staff.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(staff.locator('.loading')).toHaveCount(0);
        await expect_good_looks_everywhere(staff);
    });
}

test('a person’s page reads well', async ({ staff }) => {
    await staff.goto('/people');
    await staff.getByRole('table').getByRole('link').first().click();
    await expect(staff.locator('.loading')).toHaveCount(0);
    await expect_good_looks_everywhere(staff);
});

test('in Spanish nothing overflows on a phone', async ({ staff }) => {
    await staff.setViewportSize({ width: 390, height: 844 });
    await staff.goto('/people');
    await call(staff, 'PATCH', '/me', { language: 'es' });
    try {
        for (const address of screens) {
            await staff.goto(address);
            await expect(staff.locator('html')).toHaveAttribute('lang', 'es');
            await expect(staff.locator('.loading')).toHaveCount(0);
            await expect_good_looks(staff);
        }
    } finally {
        await call(staff, 'PATCH', '/me', { language: 'en' });
    }
});
