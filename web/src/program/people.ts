/** Any of the city's people, as far as a screen names them. */
interface Named {
    name: string;
    title: string;
}

/** "M. Okafor, chief of staff": who it is and what for. */
export function person_line(person: Named): string {
    return person.title ? `${person.name}, ${lower_first(person.title)}` : person.name;
}

/** Titles in the middle of a sentence, abbreviations like CIO left alone. */
function lower_first(title: string): string {
    return /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
