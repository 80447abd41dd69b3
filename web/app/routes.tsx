import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import type { Permission } from '#domain/sharing/permissions.ts'
import { learnEveryText } from '#web/calls/language.tsx'
import { learnEntranceTexts } from '#web/entrance/learn-texts.ts'
import { SkeletonPage } from '#web/kit/feedback.tsx'
import { Shell } from './shell.tsx'
import { ErrorPage, LogInPage, NotFoundPage } from './special-pages.tsx'

/**
 * Every page of the web. A page lies in its slice as `web/<slice>/<name>-page.tsx`, exports one component by
 * name, and is fetched when it is first gone to. In a page, `getRouteApi('/inside/unge/$youthId').useParams()` gives
 * typed params; `useSearch` and `<Link search>` hold text only, so that addresses stay readable.
 */

/** The search part of an address as text by name; what is not text is left out. */
function textSearch(search: Record<string, unknown>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

const root = createRootRoute({ notFoundComponent: NotFoundPage })

const logIn = createRoute({
  getParentRoute: () => root,
  path: '/log-ind',
  validateSearch: textSearch,
  component: LogInPage,
})

/** Pages for whoever comes by, in a frame of their own. */
const outside = createRoute({
  getParentRoute: () => root,
  id: 'outside',
  loader: learnEntranceTexts,
  component: lazyRouteComponent(() => import('#web/entrance/public-frame.tsx'), 'PublicFrame'),
})

const publicPages = [
  createRoute({
    getParentRoute: () => outside,
    path: '/henvendelse',
    component: lazyRouteComponent(() => import('#web/entrance/enquiry-page.tsx'), 'EnquiryPage'),
  }),
  createRoute({
    getParentRoute: () => outside,
    path: '/henvendelse/svar',
    component: lazyRouteComponent(() => import('#web/entrance/follow-page.tsx'), 'FollowPage'),
  }),
] as const

/** Everything that needs somebody logged in. */
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Shell })

/**
 * What a page has beside its path: `component: lazyRouteComponent(() => import('#web/…-page.tsx'), '…Page')`. Who
 * lacks the permission is told so at once instead of the page (see the shell): take the one that the page cannot do
 * without, writing for a page that is a form.
 */
function within(permission: Permission) {
  return {
    getParentRoute: () => inside,
    validateSearch: textSearch,
    component: NotFoundPage,
    loader: learnEveryText,
    staticData: { permission },
  } as const
}

const pages = [
  createRoute({
    ...within('day.read'),
    path: '/',
    // Its texts are there from the start: see contract/language/first-da.ts.
    loader: () => Promise.resolve(),
    component: lazyRouteComponent(() => import('#web/day/day-page.tsx'), 'DayPage'),
  }),
  createRoute({
    ...within('youth.read'),
    path: '/unge',
    component: lazyRouteComponent(() => import('#web/youths/youths-page.tsx'), 'YouthsPage'),
  }),
  createRoute({
    ...within('youth.write'),
    path: '/unge/ny',
    component: lazyRouteComponent(() => import('#web/register/new-youth-page.tsx'), 'NewYouthPage'),
  }),
  createRoute({
    ...within('youth.read'),
    path: '/unge/$youthId',
    component: lazyRouteComponent(() => import('#web/youths/youth-page.tsx'), 'YouthPage'),
  }),
  createRoute({
    ...within('youth.read'),
    path: '/unge/$youthId/oplysninger',
    component: lazyRouteComponent(() => import('#web/youths/details-page.tsx'), 'DetailsPage'),
  }),
  createRoute({
    ...within('youth.write'),
    path: '/unge/$youthId/ret',
    component: lazyRouteComponent(() => import('#web/register/record-page.tsx'), 'RecordPage'),
  }),
  createRoute({
    ...within('youth.write'),
    path: '/unge/$youthId/perioder',
    component: lazyRouteComponent(() => import('#web/register/periods-page.tsx'), 'PeriodsPage'),
  }),
  createRoute({
    ...within('assignment.write'),
    path: '/unge/$youthId/raadgiver',
    component: lazyRouteComponent(() => import('#web/caseloads/fit-page.tsx'), 'FitPage'),
  }),
  createRoute({
    ...within('youth.read'),
    path: '/unge/$youthId/visitation',
    component: lazyRouteComponent(() => import('#web/assessments/assessment-page.tsx'), 'AssessmentPage'),
  }),
  createRoute({
    ...within('youth.read'),
    path: '/unge/$youthId/paalaeg',
    component: lazyRouteComponent(() => import('#web/assessments/order-page.tsx'), 'OrderPage'),
  }),
  createRoute({
    ...within('youth.read'),
    path: '/unge/$youthId/paalaeg/brev',
    component: lazyRouteComponent(() => import('#web/assessments/letter-page.tsx'), 'LetterPage'),
  }),
  createRoute({
    ...within('contact.write'),
    path: '/unge/$youthId/kontakt',
    component: lazyRouteComponent(() => import('#web/contacts/contact-page.tsx'), 'ContactPage'),
  }),
  createRoute({
    ...within('contact.write'),
    path: '/unge/$youthId/kontakt/$contactId',
    component: lazyRouteComponent(() => import('#web/contacts/correction-page.tsx'), 'CorrectionPage'),
  }),
  createRoute({
    ...within('contact.write'),
    path: '/unge/$youthId/aftale',
    component: lazyRouteComponent(() => import('#web/contacts/booking-page.tsx'), 'BookingPage'),
  }),
  createRoute({
    ...within('accesslog.read'),
    path: '/unge/$youthId/adgang',
    component: lazyRouteComponent(() => import('#web/accesslog/access-page.tsx'), 'AccessPage'),
  }),
  createRoute({
    ...within('ages.read'),
    path: '/aldersskift',
    component: lazyRouteComponent(() => import('#web/ages/ages-page.tsx'), 'AgesPage'),
  }),
  createRoute({
    ...within('duty.read'),
    path: '/unge-15-17',
    component: lazyRouteComponent(() => import('#web/duty/duty-page.tsx'), 'DutyPage'),
  }),
  createRoute({
    ...within('duty.write'),
    path: '/unge-15-17/besked',
    component: lazyRouteComponent(() => import('#web/duty/school-page.tsx'), 'SchoolPage'),
  }),
  createRoute({
    ...within('unit.read'),
    path: '/ledelse',
    component: lazyRouteComponent(() => import('#web/caseloads/board-page.tsx'), 'BoardPage'),
  }),
  createRoute({
    ...within('unit.read'),
    path: '/ledelse/raadgiver/$staffId',
    component: lazyRouteComponent(() => import('#web/caseloads/caseworker-page.tsx'), 'CaseworkerPage'),
  }),
  createRoute({
    ...within('unit.read'),
    path: '/ledelse/loefter',
    component: lazyRouteComponent(() => import('#web/caseloads/caseloads-page.tsx'), 'CaseloadsPage'),
  }),
  createRoute({
    ...within('assignment.write'),
    path: '/ledelse/venteliste',
    component: lazyRouteComponent(() => import('#web/caseloads/waiting-page.tsx'), 'WaitingPage'),
  }),
  createRoute({
    ...within('caseload.propose'),
    path: '/ledelse/forslag',
    component: lazyRouteComponent(() => import('#web/caseloads/proposals-page.tsx'), 'ProposalsPage'),
  }),
  createRoute({
    ...within('caseload.propose'),
    path: '/ledelse/forslag/ny',
    component: lazyRouteComponent(() => import('#web/caseloads/new-proposal-page.tsx'), 'NewProposalPage'),
  }),
  createRoute({
    ...within('caseload.propose'),
    path: '/ledelse/forslag/$proposalId',
    component: lazyRouteComponent(() => import('#web/caseloads/proposal-page.tsx'), 'ProposalPage'),
  }),
  createRoute({
    ...within('import.run'),
    path: '/import',
    component: lazyRouteComponent(() => import('#web/imports/imports-page.tsx'), 'ImportsPage'),
  }),
  createRoute({
    ...within('staff.write'),
    path: '/medarbejdere',
    component: lazyRouteComponent(() => import('#web/staff/staff-page.tsx'), 'StaffPage'),
  }),
  createRoute({
    ...within('staff.write'),
    path: '/medarbejdere/ny',
    component: lazyRouteComponent(() => import('#web/staff/new-staff-page.tsx'), 'NewStaffPage'),
  }),
  createRoute({
    ...within('staff.write'),
    path: '/medarbejdere/$staffId',
    component: lazyRouteComponent(() => import('#web/staff/member-page.tsx'), 'MemberPage'),
  }),
  createRoute({
    ...within('setup.read'),
    path: '/opsaetning',
    component: lazyRouteComponent(() => import('#web/programmes/setup-page.tsx'), 'SetupPage'),
  }),
  createRoute({
    ...within('setup.read'),
    path: '/opsaetning/lov',
    component: lazyRouteComponent(() => import('#web/programmes/law-page.tsx'), 'LawPage'),
  }),
  createRoute({
    ...within('setup.read'),
    path: '/opsaetning/satser',
    component: lazyRouteComponent(() => import('#web/programmes/rates-page.tsx'), 'RatesPage'),
  }),
  createRoute({
    ...within('setup.read'),
    path: '/opsaetning/lukkedage',
    component: lazyRouteComponent(() => import('#web/programmes/closings-page.tsx'), 'ClosingsPage'),
  }),
  createRoute({
    ...within('setup.write'),
    path: '/opsaetning/lukning',
    component: lazyRouteComponent(() => import('#web/programmes/closing-page.tsx'), 'ClosingPage'),
  }),
  createRoute({
    ...within('setup.read'),
    path: '/opsaetning/maalgrupper',
    component: lazyRouteComponent(() => import('#web/programmes/groups-page.tsx'), 'GroupsPage'),
  }),
  createRoute({
    ...within('unit.read'),
    path: '/opsaetning/tid-og-loft',
    component: lazyRouteComponent(
      () => import('#web/programmes/caseload-rules-page.tsx'),
      'CaseloadRulesPage',
    ),
  }),
  createRoute({
    ...within('setup.read'),
    path: '/opsaetning/kladder',
    component: lazyRouteComponent(() => import('#web/programmes/drafts-page.tsx'), 'DraftsPage'),
  }),
  createRoute({
    ...within('setup.read'),
    path: '/opsaetning/kladde',
    component: lazyRouteComponent(() => import('#web/programmes/draft-page.tsx'), 'DraftPage'),
  }),
  createRoute({
    ...within('setup.write'),
    path: '/opsaetning/kladde/regel',
    component: lazyRouteComponent(() => import('#web/programmes/draft-rule-page.tsx'), 'DraftRulePage'),
  }),
  createRoute({
    ...within('setup.write'),
    path: '/opsaetning/forloeb',
    component: lazyRouteComponent(() => import('#web/programmes/programme-page.tsx'), 'ProgrammePage'),
  }),
  createRoute({
    ...within('setup.write'),
    path: '/opsaetning/loefte',
    component: lazyRouteComponent(() => import('#web/programmes/rule-page.tsx'), 'RulePage'),
  }),
  createRoute({
    ...within('setup.write'),
    path: '/opsaetning/regel',
    component: lazyRouteComponent(() => import('#web/programmes/dated-rule-page.tsx'), 'DatedRulePage'),
  }),
  createRoute({
    ...within('referral.read'),
    path: '/henvendelser',
    component: lazyRouteComponent(() => import('#web/triage/queue-page.tsx'), 'QueuePage'),
  }),
  createRoute({
    ...within('referral.read'),
    path: '/henvendelser/$referralId',
    component: lazyRouteComponent(() => import('#web/triage/referral-page.tsx'), 'ReferralPage'),
  }),
  createRoute({
    ...within('referral.write'),
    path: '/henvendelser/ny',
    component: lazyRouteComponent(() => import('#web/entrance/register-page.tsx'), 'RegisterPage'),
  }),
  createRoute({
    ...within('setup.write'),
    path: '/opsaetning/indgang',
    component: lazyRouteComponent(() => import('#web/entrance/settings-page.tsx'), 'SettingsPage'),
  }),
  createRoute({
    ...within('setup.write'),
    path: '/opsaetning/udgangspunkt',
    component: lazyRouteComponent(() => import('#web/setup/starting-point-page.tsx'), 'StartingPointPage'),
  }),
  // Every other address leads nowhere, with the menu that leads on.
  createRoute({ ...within('session.read'), path: '$' }),
] as const

export const router = createRouter({
  routeTree: root.addChildren([logIn, outside.addChildren(publicPages), inside.addChildren(pages)]),
  defaultPendingComponent: SkeletonPage,
  defaultErrorComponent: ErrorPage,
  defaultPreload: 'intent',
  scrollRestoration: true,
  parseSearch: text => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: search => {
    const text = new URLSearchParams(Object.entries(textSearch(search)) as [string, string][]).toString()
    return text === '' ? '' : `?${text}`
  },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  interface StaticDataRouteOption {
    /** Without it the page is not shown. */
    permission?: Permission
  }
}
