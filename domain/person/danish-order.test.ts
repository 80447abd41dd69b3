import { expect, test } from 'vitest'
import { inDanishOrder } from './danish-order.ts'

test('æ, ø and å stand last, and aa with å', () => {
  const names = ['Åse', 'Zakaria', 'Ørsted', 'Aagaard', 'Ærø', 'anna', 'Bo']
  expect(names.toSorted(inDanishOrder)).toEqual(['anna', 'Bo', 'Zakaria', 'Ærø', 'Ørsted', 'Aagaard', 'Åse'])
})
