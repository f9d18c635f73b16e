/** The server's permissions that these screens ask about; the server decides, the screens only adapt. */
export const permissions = {
    edit_program: 'program_edit',
    comment: 'program_comment',
    ask_decision: 'decisions_ask',
    decide: 'decisions_answer',
    edit_calendar: 'calendar_edit',
} as const;
