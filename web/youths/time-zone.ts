/** Where the municipality lies: times are shown as on the wall there. */
export const timeZone = 'Europe/Copenhagen'
