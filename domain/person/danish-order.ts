const collator = new Intl.Collator('da')

/** For sorting text as Danish has it, æ, ø and å last, whatever language is shown. */
export function inDanishOrder(one: string, other: string): number {
  return collator.compare(one, other)
}
