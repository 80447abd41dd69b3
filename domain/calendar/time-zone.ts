/**
 * Where the municipality lies: its days begin and end, and times are shown, as on the wall there. In SQL a day is taken
 * out of an instant `at time zone` this, never by `::date` alone, which goes by the connection.
 */
export const timeZone = 'Europe/Copenhagen'
