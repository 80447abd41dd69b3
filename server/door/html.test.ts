import { expect, test } from 'vitest'
import { html } from './html.ts'

test('texts are escaped, markup and lists of markup are kept', () => {
  const name = `<script>"Æ" & 'Ø'</script>`
  const items = [html`<li>${name}</li>`, html`<li>${2}</li>`]
  expect(html`<ul title="${name}">${items}</ul>`.text).toBe(
    '<ul title="&lt;script&gt;&quot;Æ&quot; &amp; &#39;Ø&#39;&lt;/script&gt;">' +
      '<li>&lt;script&gt;&quot;Æ&quot; &amp; &#39;Ø&#39;&lt;/script&gt;</li><li>2</li></ul>',
  )
})
