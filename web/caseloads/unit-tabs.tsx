import { useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { TabLink, Tabs } from '#web/kit/page-header.tsx'

/** The leader's place: loads, kept promises, proposals. */
export function UnitTabs() {
  const say = useSay()
  const may = useMay()
  return (
    <Tabs label={say('board.tabs')}>
      <TabLink to="/ledelse" activeOptions={{ exact: true, includeSearch: false }}>
        {say('board.tabBoard')}
      </TabLink>
      <TabLink to="/ledelse/loefter" activeOptions={{ includeSearch: false }}>
        {say('board.tabKept')}
      </TabLink>
      {may('assignment.write') && (
        <TabLink to="/ledelse/venteliste" activeOptions={{ includeSearch: false }}>
          {say('fit.waitingTitle')}
        </TabLink>
      )}
      {may('caseload.propose') && (
        <TabLink to="/ledelse/forslag" activeOptions={{ includeSearch: false }}>
          {say('board.tabProposals')}
        </TabLink>
      )}
    </Tabs>
  )
}
