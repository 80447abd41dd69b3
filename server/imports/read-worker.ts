import { parentPort, workerData } from 'node:worker_threads'
import { FileFaultError } from './file-fault.ts'
import type { Reading } from './read-aside.ts'
import { readFile } from './read-file.ts'
import { sheetToJson } from './sheet.ts'

/** Runs on the thread that {@link readAside} starts; days cannot be sent between threads, so sheets go as JSON. */
async function read(): Promise<Reading> {
  try {
    return { sheets: (await readFile(Buffer.from(workerData))).map(sheetToJson) }
  } catch (error) {
    if (error instanceof FileFaultError) return { fault: error.fault }
    throw error
  }
}

parentPort?.postMessage(await read())
