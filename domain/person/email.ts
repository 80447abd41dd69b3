const form = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/u

/** Whether a text has the form of an e-mail address, without a name around it; whether there is a box is not asked. */
export function isEmail(text: string): boolean {
  return form.test(text)
}
