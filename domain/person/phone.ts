export type PhoneReading = { ok: true; phone: string } | { ok: false; fault: 'phone.invalid' }

/**
 * Reads a telephone number into E.164 ("+4537202233"). Eight digits without a country code are Danish; the Danish
 * numbering plan has no numbers that begin with 0 or 1 (those are services).
 */
export function readPhone(text: string): PhoneReading {
  const bare = text.replace(/[\s()./\u2010-\u2015-]/gu, '').replace(/^(?:tlf|mobil|mob|tel):?/iu, '')
  const international = bare.replace(/^00/u, '+')
  const danish = /^(?:\+45)?([2-9]\d{7})$/u.exec(international)
  if (danish) return { ok: true, phone: `+45${danish[1]}` }
  if (/^\+(?!45)[1-9]\d{6,14}$/u.test(international)) return { ok: true, phone: international }
  // A Danish number that a spreadsheet stored with its country code but as a number, so that the plus was lost.
  if (/^45[2-9]\d{7}$/u.test(international)) return { ok: true, phone: `+${international}` }
  return { ok: false, fault: 'phone.invalid' }
}

/** As people write a number among other words; a date or hours of the day are none. */
const amongWords =
  /(?<![\d+])(?:\+\d{1,3}(?: ?\d{2,}){2,5}|(?:\+45 ?)?(?:\d{8}|\d{2}(?: \d{2}){3}|\d{4} \d{4}|\d{2} \d{3} \d{3}))(?!\d| \d)/gu

/** A telephone number in a text: as it is written there, in E.164, and the place at which it begins. */
interface PhoneAmong {
  written: string
  phone: string
  at: number
}

/** A text in its pieces: plain words, and the telephone numbers among them. Put together they are the text again. */
export function phonesAmong(text: string): (string | PhoneAmong)[] {
  const pieces: (string | PhoneAmong)[] = []
  let from = 0
  for (const { 0: written, index } of text.matchAll(amongWords)) {
    const read = readPhone(written)
    if (!read.ok) continue
    if (index > from) pieces.push(text.slice(from, index))
    pieces.push({ written, phone: read.phone, at: index })
    from = index + written.length
  }
  return from < text.length ? [...pieces, text.slice(from)] : pieces
}

/** "37 20 22 33" for a Danish number; others keep their country code: "+46 701234567". */
export function showPhone(phone: string): string {
  const danish = /^\+45(\d\d)(\d\d)(\d\d)(\d\d)$/u.exec(phone)
  if (danish) return danish.slice(1).join(' ')
  return phone.replace(
    /^(\+(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3}))(\d+)$/u,
    '$1 $2',
  )
}
