import { expect, test } from './programme';

test.describe('at the same time', () => {
    // The browser notes the refused save in its console.
    test.use({ expected_errors: [/status of 409/] });

    test('who saves second is told what changed, keeps what was written, and chooses', async ({ open }) => {
        const first = await open('chief_of_staff');
        await first.goto('/steps/8');
        await first.getByRole('button', { name: 'Add a task' }).click();
        await first.getByLabel('What has to be done?').fill('Call the other mayors');
        await first.getByRole('button', { name: 'Add the task' }).click();
        await first.getByRole('link', { name: 'Call the other mayors' }).click();
        await first.getByRole('button', { name: 'Change the task' }).click();

        const second = await open('mayor');
        await second.goto(new URL(first.url()).pathname);
        await second.getByRole('button', { name: 'Change the task' }).click();
        await second.getByLabel('Details').fill('Start with Lakemont.');

        await first.getByLabel('What has to be done?').fill('Call the nine other mayors');
        await first.getByLabel('Owner').selectOption({ index: 1 });
        await first.getByRole('button', { name: 'Save' }).click();
        await expect(first.getByRole('heading', { level: 1 })).toHaveText('Call the nine other mayors');

        await second.getByRole('button', { name: 'Save' }).click();
        const notice = second.getByRole('alert');
        await expect(notice).toBeFocused();
        await expect(notice).toContainText('Somebody else saved this while you were writing');
        await expect(notice).toContainText('Call the nine other mayors');
        await expect(notice).not.toContainText(/\{|somebody else/);
        await expect(second.getByLabel('Details')).toHaveValue('Start with Lakemont.');
        await notice.getByRole('button', { name: 'Keep mine' }).click();

        await expect(second.getByText('Start with Lakemont.')).toBeVisible();
        await expect(second.getByRole('heading', { level: 1 })).toHaveText('Call the nine other mayors');
    });
});

test('what one person does appears on the other screen by itself', async ({ open }) => {
    const watching = await open('mayor');
    await watching.goto('/steps/10');
    await expect(watching.getByRole('heading', { level: 1 })).toContainText('10.');
    const working = await open('chief_of_staff');
    await working.goto('/steps/10');
    await working.getByRole('button', { name: 'Add a task' }).click();
    await working.getByLabel('What has to be done?').fill('Phone the senator’s office');
    await working.getByRole('button', { name: 'Add the task' }).click();
    await expect(watching.getByRole('link', { name: 'Phone the senator’s office' })).toBeVisible();
});
