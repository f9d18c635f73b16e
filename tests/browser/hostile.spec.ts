/** Markup in every kind of text a person can leave behind, on the screens that show it. */
import { call } from './belfry';
import { expect, test } from './programme';

const markup = [
    '<img src=x onerror="window.broken_in=1">',
    '"><script>window.broken_in=1</script>',
    "'><svg/onload=window.broken_in=1>",
    '[look](javascript:window.broken_in=1)',
    '<iframe srcdoc="<script>parent.broken_in=1</script>">',
];

test('markup in titles, notes, comments, names and places is shown as text and runs nowhere', async ({ open }) => {
    const page = await open('chief_of_staff');
    await page.goto('/');
    const text = markup.join(' ');
    const task = await call<{ id: number }>(page, 'POST', '/steps/4/tasks', { title: markup[0], details: text });
    const decision = await call<{ id: number }>(page, 'POST', '/steps/4/decisions', { title: markup[1], why: text });
    await call(page, 'POST', '/steps/4/notes', { text });
    await call(page, 'POST', '/comments', { object: `task/${task.id}`, text });
    const site = await call<{ id: number }>(page, 'POST', '/sites', { name: markup[2], address: markup[0], notes: text });
    const plan = await call<{ id: number }>(page, 'POST', '/plans', { name: markup[1], note: text });
    const scenario = await call<{ id: number }>(page, 'POST', '/scenarios', { name: markup[2], note: text });
    for (const address of [
        '/', '/steps/4', `/tasks/${task.id}`, `/decisions/${decision.id}`, `/history/task/${task.id}`, '/inbox', '/decisions',
        '/calendar', '/places', `/places/${site.id}`, '/plans', `/plans/${plan.id}`, '/scenarios', `/scenarios/${scenario.id}`,
        `/api/v1/plans/${plan.id}/protocol.html`,
    ]) {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1 }).first(), address).toBeVisible();
        await page.waitForTimeout(300); // what the screen fetches after its heading
        expect(await page.evaluate(() => 'broken_in' in window), address).toBe(false);
        expect(await page.locator('img[src="x"], svg[onload], iframe, a[href^="javascript:"]').count(), address).toBe(0);
    }
    await page.goto(`/tasks/${task.id}`);
    await expect(page.getByText('onerror="window.broken_in=1"').first()).toBeVisible();
});
