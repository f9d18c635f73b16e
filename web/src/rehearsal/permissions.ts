/** The server's permissions that these screens ask about. */
export const see_rehearsals = 'rehearsals_see';
export const edit_rehearsals = 'rehearsals_edit';
