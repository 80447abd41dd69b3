/** Gives the browser a file to save. */
export function saveFile(fileName: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // After the browser has taken hold of it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A file that travelled as base64. */
export function fileOf(base64: string, mediaType = ''): Blob {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
  return new Blob([bytes], { type: mediaType })
}
