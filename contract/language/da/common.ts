/** Words that several areas share. */
export const common = {
  save: 'Gem',
  cancel: 'Fortryd',
  close: 'Luk',
  edit: 'Ret',
  tryAgain: 'Prøv igen',
  yes: 'Ja',
  no: 'Nej',
  years_one: '{{count}} år',
  years_other: '{{count}} år',
  minutesShort: '{{minutes}} min',
} as const
