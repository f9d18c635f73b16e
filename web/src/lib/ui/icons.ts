/** Small pictures beside words; never instead of them. Filled paths on a 24 × 24 ground. */
export const shapes = {
    bell: 'M12 2a1.7 1.7 0 0 0-1.7 1.700v.6C7.6 5.1 6 7.6 6 10.500v4.300L4.3 17.500v1h15.400v-1L18 14.800v-4.300c0-2.9-1.6-5.4-4.3-6.200v-.6A1.7 1.7 0 0 0 12 2zm-2.2 18a2.2 2.2 0 0 0 4.4 0z',
    home: 'M12 3.500L3.5 11H6v9h4.500v-5.500h3V20H18v-9h2.500z',
    program: 'M4 6h16v2H4zm0 5h16v2H4zm0 5h10v2H4z',
    calendar: 'M7 2.500v2H4.500V20h15V4.500H17v-2h-2v2H9v-2zM6.5 9.500h11V18h-11z',
    inbox: 'M4 4.500h16V20H4zm2 2V14h3.500l1 2h3l1-2H18V6.500z',
    people: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm0 2c-3.5 0-7.5 1.7-7.5 4.500V20h15v-1.500C19.5 15.7 15.5 14 12 14z',
    place: 'M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7zm0 4.300a2.7 2.7 0 1 1 0 5.400 2.7 2.7 0 0 1 0-5.400z',
    rehearsal: 'M9.500 2.500h5v2h-1.500v1.100a8 8 0 1 1-2 0V4.500H9.500zM12 7.500a6 6 0 1 0 0 12 6 6 0 0 0 0-12zm-1 2.500h2v3.200l2.200 1.300-1 1.700L11 14.300z',
    search: 'M10.5 4a6.5 6.5 0 1 0 4 11.600l4.7 4.7 1.4-1.4-4.7-4.700A6.5 6.5 0 0 0 10.5 4zm0 2a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
    more: 'M12 15.500L5.5 9 7 7.500l5 5 5-5L18.5 9z',
    check: 'M9.5 18L3.5 12l1.7-1.7 4.3 4.300L18.8 5.300l1.7 1.700z',
} as const;

export type IconName = keyof typeof shapes;
