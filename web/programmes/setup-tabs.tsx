import { useSay } from '#web/calls/language.tsx'
import { useMay } from '#web/calls/session.ts'
import { TabLink, Tabs } from '#web/kit/page-header.tsx'

/** The parts of the set-up, each with an address of its own. */
export function SetupTabs() {
  const say = useSay()
  const may = useMay()
  return (
    <Tabs label={say('rules.parts')}>
      <TabLink to="/opsaetning" activeOptions={{ exact: true, includeSearch: false }}>
        {say('rules.promises')}
      </TabLink>
      <TabLink to="/opsaetning/lov">{say('rules.law')}</TabLink>
      <TabLink to="/opsaetning/satser">{say('rules.rates')}</TabLink>
      <TabLink to="/opsaetning/lukkedage">{say('rules.closings')}</TabLink>
      <TabLink to="/opsaetning/maalgrupper">{say('rules.groups')}</TabLink>
      {may('unit.read') && <TabLink to="/opsaetning/tid-og-loft">{say('limits.title')}</TabLink>}
      <TabLink to="/opsaetning/kladder">{say('rules.drafts')}</TabLink>
      <TabLink to="/opsaetning/indgang">{say('entrance.settingsTitle')}</TabLink>
      <TabLink to="/opsaetning/udgangspunkt">{say('setup.openPage')}</TabLink>
    </Tabs>
  )
}
