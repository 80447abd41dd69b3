/** What Intl cannot say about days. */
export const dates = {
  daysOver_one: '{{count}} dag over',
  daysOver_other: '{{count}} dage over',
  dayAtTime: '{{day}} kl. {{time}}',
  since: 'siden {{day}}',
} as const
