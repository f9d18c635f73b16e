/** The calendar day after one, YYYY-MM-DD. */
export function day_after(day: string): string {
    return day === '' ? '' : new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
