import type { DeedKind } from '#domain/rhythm/types.ts'

/** The page on which something is done that keeps a deadline and is no contact. */
export const pageOfDeed = {
  finalAssessment: '/unge/$youthId/visitation',
  activity: '/unge/$youthId/perioder',
  orderStep: '/unge/$youthId/paalaeg',
} as const satisfies Record<DeedKind, string>
