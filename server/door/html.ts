const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Markup whose inserted texts are escaped. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** Markup; inserted texts are escaped, inserted markup and lists of it are kept. */
export function html(
  parts: TemplateStringsArray,
  ...inserted: (string | number | Html | readonly Html[])[]
): Html {
  return new Html(parts.reduce((text, part, place) => text + markup(inserted[place - 1] ?? '') + part))
}

function markup(value: string | number | Html | readonly Html[]): string {
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(item => item.text).join('')
  return String(value).replace(/[&<>"']/g, character => escapes[character] ?? '')
}
