/** For tests: keeps cookies by path and follows redirects, as a browser does; talks real HTTP. */
export class TestBrowser {
  readonly #cookies = new Map<string, { value: string; path: string }>()

  /** One request, with the cookies that belong there; keeps those that come back. Does not follow redirects. */
  async ask(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address)
    const cookie = [...this.#cookies]
      .filter(([, { path }]) => url.pathname === path || url.pathname.startsWith(path.replace(/\/?$/, '/')))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ')
    const answer = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) },
    })
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    return answer
  }

  /** Follows redirects until there is a page. */
  async go(address: string, init: RequestInit = {}): Promise<{ address: string; answer: Response }> {
    let here = address
    let answer = await this.ask(here, init)
    for (let hops = 0; hops < 10 && answer.status >= 300 && answer.status < 400; hops++) {
      here = new URL(answer.headers.get('location') ?? '', here).href
      answer = await this.ask(here)
    }
    return { address: here, answer }
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)?.value
  }

  setCookie(name: string, value: string, path: string): void {
    this.#cookies.set(name, { value, path })
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map(part => part.trim())
    const [name = '', value = ''] = pair.split('=', 2)
    const attribute = (wanted: string) =>
      attributes.find(part => part.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1)
    const gone =
      value === '' || attribute('max-age') === '0' || Date.parse(attribute('expires') ?? '') < Date.now()
    if (gone) this.#cookies.delete(name)
    else this.#cookies.set(name, { value, path: attribute('path') ?? '/' })
  }
}
