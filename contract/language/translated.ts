/** The shape that a translation of an area must have: the same keys, other words. */
export type Translated<Texts> = { [Key in keyof Texts]: string }
