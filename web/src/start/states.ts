/** The states, the District of Columbia and the territories: names are the same in every language. */
export const states: readonly string[] = [
    'Alabama', 'Alaska', 'American Samoa', 'Arizona', 'Arkansas', 'California', 'Colorado', 'Connecticut', 'Delaware',
    'District of Columbia', 'Florida', 'Georgia', 'Guam', 'Hawaii', 'Idaho', 'Illinois', 'Indiana', 'Iowa', 'Kansas',
    'Kentucky', 'Louisiana', 'Maine', 'Maryland', 'Massachusetts', 'Michigan', 'Minnesota', 'Mississippi', 'Missouri',
    'Montana', 'Nebraska', 'Nevada', 'New Hampshire', 'New Jersey', 'New Mexico', 'New York', 'North Carolina',
    'North Dakota', 'Northern Mariana Islands', 'Ohio', 'Oklahoma', 'Oregon', 'Pennsylvania', 'Puerto Rico',
    'Rhode Island', 'South Carolina', 'South Dakota', 'Tennessee', 'Texas', 'U.S. Virgin Islands', 'Utah', 'Vermont',
    'Virginia', 'Washington', 'West Virginia', 'Wisconsin', 'Wyoming',
];

/** Time zones of cities in the United States, from east to west. */
export const time_zones: readonly string[] = [
    'America/Puerto_Rico', 'America/St_Thomas', 'America/New_York', 'America/Detroit', 'America/Kentucky/Louisville',
    'America/Indiana/Indianapolis', 'America/Chicago', 'America/Denver', 'America/Boise', 'America/Phoenix',
    'America/Los_Angeles', 'America/Anchorage', 'Pacific/Honolulu', 'Pacific/Pago_Pago', 'Pacific/Guam', 'Pacific/Saipan',
];

/** The zone of this browser when a city may lie in it, else the one where most people live. */
export function likely_zone(of_browser: string): string {
    return time_zones.includes(of_browser) ? of_browser : 'America/New_York';
}
