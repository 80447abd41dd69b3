import { Worker } from 'node:worker_threads'
import { type FileFault, FileFaultError } from './file-fault.ts'
import { type Sheet, sheetFromJson } from './sheet.ts'

export type Reading = { sheets: string[] } | { fault: FileFault }

/**
 * Reads a file as {@link readFile} does, on a thread of its own with a memory of its own: a large workbook takes
 * seconds of pure computing, in which nobody else would be answered, and one made to fill the memory fills only that.
 *
 * @throws FileFaultError
 */
export async function readAside(bytes: Buffer): Promise<Sheet[]> {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  })
  try {
    const reading = await new Promise<Reading>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
    })
    if ('fault' in reading) throw new FileFaultError(reading.fault)
    return reading.sheets.map(sheetFromJson)
  } catch (error) {
    const isFull = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    throw isFull ? new FileFaultError('tooLarge') : error
  } finally {
    await worker.terminate()
  }
}
